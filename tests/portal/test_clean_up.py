"""What is deleted each night: nothing that is named, nothing that is new, and nothing at all when the clock leaps."""

import os
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.bin.archive import throw_away
from portal.management.commands.clear_files import FEW
from portal.models import BinnedPage, PortalDocument
from portal.models.contact import ContactMessage
from tests.factories import StandardPageFactory

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, time_machine):
    """A site that knows no hour yet, with a storage of its own on the disk."""
    time_machine.move_to(timezone.now())
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "portal.storage.MediaStorage"}}


def run(name):
    said = StringIO()
    call_command(name, stdout=said)
    return said.getvalue()


def test_the_file_of_an_upload_that_was_cut_short_is_deleted_the_next_day_and_no_other(db, time_machine):
    document = PortalDocument(title="Suivi")
    document.file.save("suivi.csv", ContentFile(b"a,b\n1,2\n"))
    lost = default_storage.save("documents/perdu.csv", ContentFile(b"a,b\n"))
    assert run("clear_files") == "Fichiers sans fiche supprimés : 0.\n"
    assert default_storage.exists(lost)
    time_machine.shift(2 * DAY)
    new = default_storage.save("documents/en-cours.csv", ContentFile(b"a,b\n"))
    now = timezone.now().timestamp()
    os.utime(default_storage.path(new), (now, now))
    assert run("clear_files") == "Fichiers sans fiche supprimés : 1.\n"
    assert not default_storage.exists(lost)
    assert default_storage.exists(new)
    assert default_storage.exists(document.file.name)


def test_files_that_are_not_those_of_this_database_are_left_alone(db, time_machine):
    for number in range(FEW + 1):
        default_storage.save(f"documents/{number}.csv", ContentFile(b"a,b\n"))
    time_machine.shift(2 * DAY)
    with pytest.raises(CommandError, match="21 fichiers sur 21"):
        run("clear_files")
    assert len(default_storage.listdir("documents")[1]) == FEW + 1


@pytest.fixture
def kept(home):
    """A page in the bin and a message that was sent."""
    throw_away(StandardPageFactory(parent=home), None)
    ContactMessage.objects.create(name="A", email="a@exemple.fr", subject="s", text="t", sent_at=timezone.now())


def left():
    run("send_messages")
    run("empty_bin")
    return BinnedPage.objects.count(), ContactMessage.objects.count()


def test_a_clock_that_leaps_empties_nothing_and_is_told(kept, time_machine):
    assert left() == (1, 1)
    time_machine.shift(400 * DAY)
    assert left() == (1, 1)
    assert "l’horloge a sauté" in run("empty_bin")
    assert "l’horloge a sauté" in run("clear_files")
    time_machine.shift(-400 * DAY + timedelta(hours=3))
    assert left() == (1, 1)
    assert "l’horloge" not in run("empty_bin")


def test_a_machine_that_was_off_for_months_empties_its_bin_a_day_later(kept, time_machine):
    left()
    time_machine.shift(60 * DAY)
    assert left() == (1, 1)
    time_machine.shift(DAY / 2)
    assert left() == (1, 1)
    time_machine.shift(DAY)
    assert left() == (0, 0)


def test_night_after_night_what_is_old_enough_goes(kept, time_machine):
    for _ in range(6):
        assert left() == (1, 1)
        time_machine.shift(5 * DAY)
    time_machine.shift(DAY)
    assert left() == (0, 0)
