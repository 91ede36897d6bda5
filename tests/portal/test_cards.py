"""The picture that stands for a page where it is shared."""

import io

import pytest
from bs4 import BeautifulSoup
from PIL import Image
from wagtail.models import PageViewRestriction

from portal.cards import views
from portal.cards.said import card_of
from portal.initial_content import page_at
from tests.factories import EventPageFactory, NewsPageFactory

pytestmark = pytest.mark.any_database

LONG = ("Rencontres de l’action internationale : " * 6)[:200]
ODD = ['#$@<\\ "]) } #panic()', "日本 Ếlan 🙂", "a" * 255, LONG, "?", "L’eau\u00a0: l’air"]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path / "cards"


def path_of(page):
    return card_of(page.specific).url.removeprefix("http://testserver")


def head(client, address):
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return {tag["property"]: tag["content"] for tag in soup.select("meta[property]")}


@pytest.mark.parametrize("address", ["/", "/s-engager/chiffres/", "/contact/", "/agenda/", "/actualites/"])
def test_a_page_names_its_card_which_is_a_picture_of_the_size_it_says(content, client, address):
    said = head(client, address)
    response = client.get(said["og:image"].removeprefix("http://testserver"))
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert "immutable" in response["Cache-Control"]
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert page_at(address).title.split()[0] in said["og:image:alt"]


@pytest.mark.parametrize("title", ODD)
def test_any_title_makes_a_card(content, client, title):
    for factory, parent in ((EventPageFactory, "/agenda/"), (NewsPageFactory, "/actualites/")):
        page = factory(parent=page_at(parent), title=title, slug="essai")
        assert client.get(path_of(page))["Cache-Control"].endswith("immutable")


def test_a_card_is_made_once(content, client, folder):
    path = path_of(page_at("/contact/"))
    first = client.get(path)
    made = [file.stat().st_mtime_ns for file in folder.glob("*.png")]
    assert client.get(path).content == first.content
    assert [file.stat().st_mtime_ns for file in folder.glob("*.png")] == made
    assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_a_title_that_changes_changes_the_address_and_the_old_one_leads_to_it(content, client, folder):
    page = page_at("/contact/").specific
    old = path_of(page)
    client.get(old)
    page.title = "Nous écrire"
    page.save_revision().publish()
    new = path_of(page_at("/contact/"))
    assert new != old
    assert client.get(old)["Location"].endswith(new)
    client.get(new)
    assert len(list(folder.glob("*.png"))) == 1


def test_a_page_that_is_not_public_has_no_card(content, client):
    draft, private = page_at("/aide/").specific, page_at("/contact/").specific
    paths = [path_of(draft), path_of(private)]
    draft.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type="password", password="x")
    assert [client.get(path).status_code for path in paths] == [404, 404]
    assert "og:image" not in head(client, "/contact/")
    assert client.get("/carte/999999-0123456789ab.png").status_code == 404


def test_a_card_that_cannot_be_made_is_that_of_the_site(content, client, monkeypatch, caplog):
    def refuse(*args):
        raise OSError("disque plein")

    monkeypatch.setattr(views.shelf, "fetch", refuse)
    response = client.get(path_of(page_at("/contact/")))
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=60"
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
    assert "celle du site la remplace" in caplog.text
