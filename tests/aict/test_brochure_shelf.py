"""A brochure is made once for each version of its content, and never lost."""

import json
import os
import threading

import pytest

from aict.brochure import data, render, shelf
from aict.models import BrochurePage

pytestmark = pytest.mark.any_database


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path / "brochure"


@pytest.fixture
def said(content):
    return data.build(BrochurePage.objects.get())


@pytest.fixture
def made(monkeypatch):
    """What was really compiled, one entry each time."""
    times, make = [], render.make

    def counted(said):
        times.append(said["cover"]["name"])
        return make(said)

    monkeypatch.setattr(render, "make", counted)
    return times


def named(said, name):
    return said | {"cover": said["cover"] | {"name": name}}


def broken(said, name="Illisible"):
    """A content that the compiler refuses: no font has these characters."""
    return named(said, name) | {"question": said["question"] | {"lead": "東京"}}


def test_nothing_is_on_the_shelf_before_the_first_brochure():
    assert shelf.current() is None
    assert shelf.failure() is None


def test_a_version_is_made_once_and_kept_with_what_is_known_of_it(said, made, folder):
    copy = shelf.fetch(lambda: said)

    assert shelf.fetch(lambda: said) == copy == shelf.current()
    assert len(made) == 1
    assert (copy.size, copy.pages, copy.date) == (len(copy.read()), 16, "2\xa0novembre 2020")
    assert (folder / f"{copy.digest}.pdf").stat().st_size == copy.size


def test_another_content_is_another_version_and_going_back_makes_nothing(said, made):
    first = shelf.fetch(lambda: said)
    second = shelf.fetch(lambda: named(said, "Autre"))

    assert first.digest != second.digest
    assert shelf.current() == second
    assert shelf.fetch(lambda: said) == first == shelf.current()
    assert len(made) == 2


def test_other_templates_make_another_version(said, monkeypatch):
    before = shelf.digest_of(said)
    monkeypatch.setattr(render, "fingerprint", lambda: "autre")

    assert shelf.digest_of(said) != before


def test_ten_that_ask_at_once_get_the_same_whole_file_made_once(said, made):
    found, start = [], threading.Barrier(10)

    def ask():
        start.wait()
        found.append(shelf.fetch(lambda: said).read())

    threads = [threading.Thread(target=ask) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 10
    assert len(set(found)) == 1
    assert found[0].endswith(b"%%EOF")
    assert len(made) == 1


def test_a_content_that_can_not_be_made_leaves_the_last_good_one_and_is_noted(said, caplog):
    good = shelf.fetch(lambda: said)

    assert shelf.fetch(lambda: broken(said)) == good == shelf.current()
    assert "could not be displayed" in shelf.failure()["message"]
    assert "La plaquette n’a pas pu être faite" in caplog.text


def test_a_content_that_can_not_even_be_read_leaves_the_last_good_one(said):
    good = shelf.fetch(lambda: said)

    def unreadable():
        raise ValueError("Base en panne")

    assert shelf.fetch(unreadable) == good
    assert shelf.failure()["message"] == "Base en panne"


def test_a_failure_is_not_tried_again_at_once_but_another_content_is(said, made):
    shelf.fetch(lambda: said)
    shelf.fetch(lambda: broken(said))
    shelf.fetch(lambda: broken(said))
    shelf.fetch(lambda: broken(said, "Encore illisible"))

    assert made == [said["cover"]["name"], "Illisible", "Encore illisible"]


def test_a_failure_is_tried_again_later(said, made, time_machine):
    time_machine.move_to("2026-06-15T12:00:00+02:00")
    shelf.fetch(lambda: said)
    shelf.fetch(lambda: broken(said))
    time_machine.move_to("2026-06-15T12:02:00+02:00")
    shelf.fetch(lambda: broken(said))

    assert made.count("Illisible") == 2


def test_a_success_ends_the_warning(said):
    shelf.fetch(lambda: said)
    shelf.fetch(lambda: broken(said))
    shelf.fetch(lambda: named(said, "Réparée"))

    assert shelf.failure() is None


def test_without_a_good_one_it_says_that_there_is_none(said):
    with pytest.raises(shelf.Unavailable):
        shelf.fetch(lambda: broken(said))


def test_a_file_that_was_taken_away_is_made_again(said, made, folder):
    copy = shelf.fetch(lambda: said)
    (folder / f"{copy.digest}.pdf").unlink()

    assert shelf.current() is None
    assert shelf.fetch(lambda: said).read()
    assert len(made) == 2


def test_a_spoilt_note_is_as_good_as_none(said, folder):
    shelf.fetch(lambda: said)
    (folder / "current.json").write_text("{")

    assert shelf.current() is None
    assert shelf.fetch(lambda: said) == shelf.current()


def test_the_oldest_versions_are_cleared_and_nothing_half_made_is_left(said, folder):
    for number in range(shelf.KEPT + 2):
        copy = shelf.fetch(lambda name=f"Version {number}": named(said, name))
        os.utime(folder / f"{copy.digest}.pdf", (number, number))

    assert len(list(folder.glob("*.pdf"))) == shelf.KEPT
    assert len(list(folder.glob("*.data"))) == shelf.KEPT
    assert not list(folder.glob("*.part"))


def test_the_picture_of_the_cover_is_made_when_it_is_asked_for(said, folder):
    copy = shelf.fetch(lambda: said)
    before = list(folder.glob("*.webp"))
    picture = shelf.picture(copy)

    assert before == []
    assert picture[8:12] == b"WEBP"
    assert shelf.picture(copy) == picture == (folder / f"{copy.digest}.webp").read_bytes()


def test_what_is_kept_of_a_version_is_what_it_says(said):
    assert json.loads(shelf.fetch(lambda: said).read(".data")) == json.loads(json.dumps(said))
