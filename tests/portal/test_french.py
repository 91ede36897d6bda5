"""The French that we add to the libraries: compiled, complete, and still needed."""

from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.template.engine import Engine
from django.template.loader import get_template
from django.template.loaders import app_directories

from deploy.catalogue import FOLDER, compiled
from portal.cms_french import REPLACED

pytestmark = pytest.mark.any_database
OURS = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(FOLDER / "django.po"))}
LIBRARIES = [app for app in apps.get_app_configs() if app.name.startswith(("wagtail", "taggit", "modelcluster"))]


def test_the_catalogue_is_compiled_as_it_is_written():
    assert (FOLDER / "django.mo").read_bytes() == compiled(FOLDER / "django.po")


def in_french(path):
    catalogue = polib.pofile(str(path)) if path.exists() else []
    return {(entry.msgctxt, entry.msgid) for entry in catalogue if entry.translated()}


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_no_library_has_a_message_without_french(domain):
    missing = set()
    for app in LIBRARIES:
        folder = Path(app.path) / "locale"
        source = folder / f"en/LC_MESSAGES/{domain}.po"
        if source.exists():
            asked = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(source)) if not entry.obsolete}
            missing |= asked - in_french(folder / f"fr/LC_MESSAGES/{domain}.po")
    assert missing <= OURS


@pytest.mark.parametrize("name", REPLACED)
def test_the_words_that_we_replace_are_still_those_of_the_library(name):
    theirs = app_directories.Loader(Engine.get_default())
    source = next(
        theirs.get_contents(origin) for origin in theirs.get_template_sources(name) if Path(origin.name).exists()
    )
    ours = get_template(name).template.source
    for old, new in REPLACED[name]:
        assert old in source
        assert old not in ours
        assert new in ours


@pytest.mark.django_db
def test_every_permission_that_one_may_give_says_in_french_what_it_permits():
    names = Permission.objects.exclude(content_type__app_label="sessions").values_list("name", flat=True)
    assert "Peut ajouter chiffre clé" in names
    assert not [name for name in names if name.startswith(("Can ", "Publish", "Unlock", "Lock", "Delete", "Add "))]
