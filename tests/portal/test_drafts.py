"""« Lien de relecture »: a draft is read by its link, whole, by whoever holds it, until its end; by nobody else."""

from datetime import timedelta

import pytest
import wagtail_factories
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, get_page_models

from portal.initial_content import page_at
from portal.models import BasePage, DraftLink, PortalDocument
from tests.editing import delete_page, restore_page, sign_in
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")
SECRET = "zyxoquent"


@pytest.fixture
def editor(content):
    return sign_in(Client())


@pytest.fixture
def page(content):
    """A page that is online, and whose draft says something else."""
    page = StandardPageFactory(parent=page_at("/"), title="En ligne")
    page.title = f"Ébauche {SECRET}"
    page.save_revision()
    return page


def make(editor, page, days=7):
    """Make a link as an editor does, and return its address."""
    editor.post(reverse("draft_links", args=[page.pk]), {"days": days})
    return path(page.draft_links.latest("pk"))


def path(link):
    return link.address.removeprefix("http://testserver").removeprefix("http://127.0.0.1:8000")


def test_a_draft_is_read_by_its_link_and_by_nothing_else(editor, page, client):
    address = make(editor, page)
    answer = client.get(address)
    assert answer.status_code == 200
    assert SECRET in answer.text
    assert "Brouillon" in BeautifulSoup(answer.text, "html.parser").select_one(".draft-banner").get_text()
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex, nofollow">' in answer.text
    assert SECRET not in client.get(page.url).text
    assert "draft-banner" not in client.get(page.url).text


def test_the_link_shows_the_latest_draft_to_an_editor_as_to_anybody(editor, page):
    address = make(editor, page)
    page.title = "La dernière version"
    page.save_revision()
    html = editor.get(address).text
    assert "La dernière version" in html
    assert "userbar" not in html


def test_a_draft_is_never_kept_among_the_pages_that_are_ready(editor, page, client, settings):
    settings.PAGE_CACHE = True
    caches["pages"].clear()
    address = make(editor, page)
    for _ in range(2):
        assert "X-Cache" not in client.get(address).headers
    assert SECRET not in client.get(page.url).text


@pytest.mark.parametrize("days", [1, 7, 30])
def test_a_link_ends_on_the_day_that_was_chosen(editor, page, client, time_machine, days):
    address = make(editor, page, days)
    end = page.draft_links.get().expires_at
    time_machine.move_to(end - timedelta(seconds=1), tick=False)
    assert client.get(address).status_code == 200
    time_machine.move_to(end, tick=False)
    answer = client.get(address)
    assert answer.status_code == 410
    assert "n’est plus valable" in answer.text
    assert SECRET not in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_link_is_ended_at_once(editor, page, client):
    address = make(editor, page)
    link = page.draft_links.get()
    assert link.address in editor.get(reverse("draft_links", args=[page.pk])).text
    editor.post(reverse("end_draft_link", args=[page.pk, link.pk]))
    assert client.get(address).status_code == 410
    assert link.address not in editor.get(reverse("draft_links", args=[page.pk])).text


@pytest.mark.parametrize("wrong", ["x", "", "-" * 43])
def test_a_wrong_link_says_so(editor, page, client, wrong):
    make(editor, page)
    key = page.draft_links.get().pk
    answer = client.get(f"/brouillon/{key}/{wrong}/".replace("//", "/"))
    assert answer.status_code == 404
    assert SECRET not in answer.text


def test_the_link_of_a_page_opens_no_other(editor, page, client):
    first = make(editor, page)
    make(editor, page_at("/aide/"))
    other = DraftLink.objects.latest("pk").pk
    signature = first.rstrip("/").rpartition("/")[2]
    answer = client.get(reverse("draft", args=[other, signature]))
    assert answer.status_code == 404
    assert "incomplet" in answer.text


def test_the_files_of_a_draft_are_read_with_it_and_no_others(editor, page, client):
    own, other = (wagtail_factories.ImageFactory(description="Une salle") for _ in range(2))
    document = PortalDocument.objects.create(title="Note", file=own.file.name)
    page.body = [("image", {"image": own, "caption": ""}), ("document", {"document": document})]
    page.save_revision()
    address = make(editor, page)
    assert client.get(own.file.url).status_code == 404
    soup = BeautifulSoup(client.get(address).text, "html.parser")
    image = soup.select_one("main img")
    sources = [image["src"], own.file.url, *(source["srcset"].split()[0] for source in soup.select("main source"))]
    assert [client.get(source).status_code for source in sources] == [200] * len(sources)
    assert client.get(document.url).status_code == 200
    assert client.get(other.file.url).status_code == 404
    cookie = client.cookies[f"brouillon-{page.draft_links.get().pk}"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 3600)
    page.draft_links.get().end()
    assert client.get(own.file.url).status_code == 404


@pytest.mark.parametrize("cookie", ["brouillon-1", "brouillon-", "brouillon-9999999999999999999", "autre"])
def test_any_other_cookie_opens_nothing(content, client, cookie):
    image = wagtail_factories.ImageFactory()
    client.cookies[cookie] = "x"
    assert client.get(image.file.url).status_code == 404


def test_whatever_a_browser_claims_to_read_is_one_question(editor, page, client):
    image = wagtail_factories.ImageFactory()
    page.body = [("image", {"image": image, "caption": ""})]
    page.save_revision()
    client.get(make(editor, page))

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(image.file.url).status_code == 200
        return len(queries)

    few = asked()
    client.cookies.load({f"brouillon-{number}": "x" for number in range(10_000, 10_040)})
    assert asked() == few


def test_a_draft_behind_a_password_is_read_by_its_link(editor, page, client):
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="sesame")
    assert SECRET in client.get(make(editor, page)).text


def test_a_link_is_made_by_who_may_change_the_page(content, client, page):
    users = get_user_model().objects
    writer, nobody = users.create_user("une"), users.create_user("autre")
    writer.groups.add(Group.objects.get(name="Rédaction"))
    nobody.groups.add(Group.objects.create(name="Lecture"))
    address = reverse("draft_links", args=[page.pk])
    for user, may in ((writer, True), (nobody, False)):
        client.force_login(user)
        client.post(address, {"days": 1})
        assert page.draft_links.exists() is may
        page.draft_links.all().delete()
    client.force_login(writer)
    assert "Choisissez une des trois durées." in client.post(address, {"days": 400}).text
    assert "Choisissez une durée." in client.post(address, {"days": ""}).text
    page.locked = True
    page.save()
    assert address in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text


def test_the_link_of_a_page_in_the_bin_is_unknown_and_comes_back_with_it(editor, page, client):
    address = make(editor, page)
    binned = delete_page(editor, page)
    assert client.get(address).status_code == 404
    restore_page(editor, binned)
    assert SECRET in client.get(address).text


def test_every_kind_of_page_is_read_by_a_link(editor, client):
    kinds = [model for model in get_page_models() if issubclass(model, BasePage)]
    pages = [model.objects.first() for model in kinds if model.objects.exists()]
    assert len(pages) > 15
    for page in pages:
        answer = client.get(make(editor, page))
        assert answer.status_code == 200, page
        assert "draft-banner" in answer.text, page
    assert not Page.objects.filter(has_unpublished_changes=True).exists()


def test_the_end_of_a_link_is_told_in_the_hours_of_paris(editor, page, client, time_machine):
    time_machine.move_to("2026-11-27T23:49:00+00:00", tick=False)
    assert "jusqu’au 5 décembre 2026 à 0h49" in client.get(make(editor, page)).text
