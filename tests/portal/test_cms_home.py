import pytest

from portal.models import SiteSettings
from tests.editing import sign_in
from tests.factories import KeyFigureFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, home):
    return sign_in(client)


def test_the_home_of_the_cms_tells_what_the_association_has_still_to_say(editor):
    text = editor.get("/admin/").text

    assert "réglages à compléter" in text
    assert "direction de la publication" in text


def test_what_is_filled_in_is_no_longer_asked_for(editor):
    SiteSettings.objects.create(director="Une personne")

    assert "direction de la publication" not in editor.get("/admin/").text


def test_the_notes_of_pages_and_figures_are_recalled_with_the_way_to_them(editor, home):
    page = StandardPageFactory(parent=home, editor_note="Date à vérifier.")
    figure = KeyFigureFactory(editor_note="Millésime à vérifier.")

    assert "notes « à confirmer »" in editor.get("/admin/").text.replace("\xa0", " ")
    text = editor.get("/admin/reports/notes-a-confirmer/").text

    assert "Date à vérifier." in text
    assert f'href="/admin/pages/{page.pk}/edit/"' in text
    assert "Millésime à vérifier." in text
    assert f'href="/admin/snippets/aict/keyfigure/edit/{figure.pk}/"' in text


def test_a_settled_note_is_gone(editor, home):
    page = StandardPageFactory(parent=home)

    assert f"/admin/pages/{page.pk}/edit/" not in editor.get("/admin/reports/notes-a-confirmer/").text


def test_the_guide_is_at_hand_and_nothing_sends_to_a_foreign_one(editor):
    text = editor.get("/admin/").text

    assert "Aide à la rédaction" in text
    assert "whats-new-in-wagtail" not in text


def test_the_cms_bears_the_name_of_the_association(client, home):
    text = sign_in(client).get("/admin/").text

    assert "Cités Unies France</title>" in text
    assert "Wagtail</title>" not in text
