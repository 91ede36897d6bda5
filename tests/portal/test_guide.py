"""« Aide à la rédaction »: whole, linked, illustrated, found by the words of those who look for it."""

import re

import pytest
from bs4 import BeautifulSoup
from wagtail.models import get_page_models

from portal.guide.answers import answers
from portal.guide.chapters import FOLDER, PICTURES, chapter_about, chapters, contents
from tests.editing import sign_in
from tests.factories import KeyFigureFactory, StandardPageFactory

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
ROOM = 1_500_000


@pytest.fixture
def editor(client, home):
    return sign_in(client)


def soups():
    for chapter in chapters().values():
        yield chapter, BeautifulSoup("".join(section.html for section in chapter.sections), "html.parser")


def test_every_text_is_a_chapter_of_the_contents():
    assert {path.stem for path in (FOLDER / "text").glob("*.md")} == set(chapters())
    assert sum(len(part.chapters) for part in contents()) == len(chapters())


def test_every_kind_of_page_has_its_chapter():
    models = [model for model in get_page_models() if model.__name__ != "Page"]
    assert len(models) > 15
    assert not [model for model in models if chapter_about(model._meta.label_lower) is None]


def test_every_link_leads_to_a_chapter_and_to_a_section_of_it():
    for chapter, soup in soups():
        for link in soup.select("a[href]"):
            slug, _, anchor = link["href"].removeprefix("/admin/aide/").partition("#")
            target = chapters().get(slug.rstrip("/"))
            assert target, (chapter.slug, link["href"])
            assert not anchor or anchor in [section.anchor for section in target.sections], link["href"]


def test_every_picture_is_small_said_in_words_and_shown_somewhere():
    shown = {}
    for _, soup in soups():
        shown |= {image["src"].rpartition("/")[2].partition(".")[0]: image for image in soup.select("img")}
    assert {path.stem for path in PICTURES.iterdir()} == set(shown)
    assert all(len(image["alt"]) > 20 and image["width"] for image in shown.values())
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < ROOM


def test_a_chapter_is_short_and_opens_with_what_it_is_for():
    for chapter in chapters().values():
        assert len(chapter.lead) < 160, chapter.slug
        assert chapter.sections, chapter.slug
        assert all(len(section.stems) < 260 for section in chapter.sections), chapter.slug


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("PROGRAMMER", "publier"),
        ("evenement annule", "evenement"),
        ("événements annulés", "evenement"),
        ("texte alternatif", "images"),
        ("sous-titre", "enregistrements"),
        ("corbeille", "annuler"),
        ("mot de passe perdu", "premiers-pas"),
        ("redirections", "liens"),
    ],
)
def test_the_help_answers_whatever_the_accents_and_the_case(home, typed, slug):
    assert slug in [answer.chapter.slug for answer in answers(typed)][:3]


def test_an_answer_shows_the_words_around_those_that_were_typed_and_leads_to_them(editor):
    soup = BeautifulSoup(editor.get("/admin/aide/", {"q": "corbeille"}).text, "html.parser")
    found = soup.select(".cms-help__answers li")
    assert "corbeille" in [mark.get_text() for mark in found[0].select("mark")]
    anchor = found[0].a["href"].partition("#")[2]
    assert BeautifulSoup(editor.get(found[0].a["href"]).text, "html.parser").find(id=anchor)


@pytest.mark.parametrize("asked", ["", "  ", "zzz", "<script>", "x" * 300, "\x00"])
def test_the_search_answers_anything_that_is_typed(editor, asked):
    response = editor.get("/admin/aide/", {"q": asked})
    assert response.status_code == 200
    assert "<script>" not in BeautifulSoup(response.text, "html.parser").select_one(".cms-help").decode()
    assert "200 signes" in response.text or len(asked) < 200


def test_the_help_is_read_chapter_after_chapter_and_whole(editor):
    slugs = list(chapters())
    page = editor.get(f"/admin/aide/{slugs[1]}/").text
    assert f"/admin/aide/{slugs[0]}/" in page
    assert f"/admin/aide/{slugs[2]}/" in page
    assert editor.get("/admin/aide/inconnu/").status_code == 404
    whole = BeautifulSoup(editor.get("/admin/aide/imprimer/").text, "html.parser")
    assert len(whole.select(".cms-help section")) == len(slugs)


def test_the_help_is_for_those_who_write(client, home):
    assert client.get("/admin/aide/").status_code == 302


def test_a_form_leads_to_the_help_about_it(editor, home):
    page = StandardPageFactory(parent=home)
    for address in (
        f"/admin/pages/{page.pk}/edit/",
        f"/admin/pages/add/portal/standardpage/{home.pk}/",
    ):
        assert re.search(r'href="/admin/aide/page-simple/"', editor.get(address).text), address
    figure = KeyFigureFactory()
    assert 'href="/admin/aide/chiffres/"' in editor.get(f"/admin/snippets/aict/keyfigure/edit/{figure.pk}/").text
