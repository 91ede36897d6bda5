"""The brochure on the site: its file, its page, its band, and what editors see of it."""

import pytest
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from wagtail.models import PageViewRestriction, Site

from aict.brochure import data, freshness, panels, shelf
from aict.models import BrochurePage, KeyFigure
from portal import memo
from portal.models import PortalDocument
from portal.structure import page_of

pytestmark = pytest.mark.any_database

PAGE = "/s-engager/plaquette/"
FILE = "/s-engager/plaquette/plaidoyer-aict.pdf"
COVER = "/s-engager/plaquette/plaidoyer-aict.webp"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, content):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def own_file():
    """A PDF that editors put in place of the brochure."""
    file = ContentFile(b"%PDF-1.7 fin", name="la-notre.pdf")
    document = PortalDocument.objects.create(title="La nôtre", file=file, file_size=12)
    BrochurePage.objects.update(document=document)
    return document


def rename(name):
    KeyFigure.objects.filter(slug="pays").update(short_label=name)


def test_the_file_opens_in_the_browser_under_a_name_that_says_what_it_is(client):
    response = client.get(FILE)

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="plaidoyer-aict-cites-unies-france.pdf"'
    assert int(response["Content-Length"]) == len(response.content)
    assert response.content.startswith(b"%PDF-1.7")


def test_the_policy_of_pages_does_not_hinder_readers_of_pdf(client):
    assert "Content-Security-Policy" not in client.get(FILE)


def test_who_has_the_file_already_is_told_so(client):
    first = client.get(FILE)
    by_version = client.get(FILE, headers={"If-None-Match": first["ETag"]})
    by_date = client.get(FILE, headers={"If-Modified-Since": first["Last-Modified"]})

    assert (by_version.status_code, by_version.content) == (304, b"")
    assert (by_date.status_code, by_version["ETag"]) == (304, first["ETag"])
    assert first["Cache-Control"] == "public, no-cache"


def test_a_corrected_figure_is_in_the_next_download(client):
    first = client.get(FILE)
    rename("pays et territoires")
    second = client.get(FILE, headers={"If-None-Match": first["ETag"]})

    assert second.status_code == 200
    assert second["ETag"] != first["ETag"]


def test_a_head_request_weighs_nothing_and_says_what_the_file_weighs(client):
    response = client.head(FILE)

    assert (response.status_code, response.content) == (200, b"")
    assert int(response["Content-Length"]) > 100_000


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_file_is_only_read(client, method):
    assert getattr(client, method)(FILE).status_code == 405


def test_the_cover_is_a_picture_kept_like_the_file(client):
    response = client.get(COVER)

    assert response["Content-Type"] == "image/webp"
    assert client.get(COVER, headers={"If-None-Match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", ["/plaidoyer-aict.pdf", "/s-engager/plaidoyer-aict.pdf", f"{PAGE}plaidoyer-aict.txt"])
def test_the_file_is_at_the_address_of_its_page_and_nowhere_else(client, path):
    assert client.get(path).status_code == 404


def test_the_file_of_a_page_that_visitors_may_not_read_is_not_found(client):
    page = BrochurePage.objects.get()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    private = client.get(FILE).status_code
    PageViewRestriction.objects.all().delete()
    page.unpublish()

    assert (private, client.get(FILE).status_code) == (404, 404)


def test_the_file_follows_its_page_to_another_address(client):
    page = BrochurePage.objects.get()
    page.slug = "plaidoyer"
    page.save_revision().publish()

    assert client.get("/s-engager/plaidoyer/plaidoyer-aict.pdf").status_code == 200
    assert client.get(FILE).status_code == 404


def test_a_brochure_that_can_not_be_made_is_said_to_be_for_later(client, monkeypatch):
    monkeypatch.setattr(data, "TILES", ["inconnu"])
    response = client.get(FILE)

    assert (response.status_code, response["Retry-After"]) == (503, "120")
    assert "La plaquette ne peut pas être faite" in response.content.decode()


def test_a_failure_leaves_the_last_good_file_to_visitors(client, monkeypatch):
    good = client.get(FILE)
    monkeypatch.setattr(data, "TILES", ["inconnu"])
    response = client.get(FILE)

    assert (response.status_code, response.content) == (200, good.content)


def test_the_page_shows_the_cover_the_facts_and_the_contents_of_what_was_made(client):
    size = len(client.get(FILE).content) / 1000
    html = client.get(PAGE).content.decode()

    assert f"(PDF, {size:.0f}\xa0ko, en français)" in html
    assert f'<img src="{COVER}" width="600" height="849" alt="Couverture de la plaquette">' in html
    assert f'<a href="{FILE}#page=4">' in html
    assert "A4, 16\xa0pages" in html
    assert "<dd>2\xa0novembre 2020</dd>" in html


def test_no_page_waits_for_a_brochure_and_its_button_is_there_all_the_same(client):
    html = [client.get(path).content.decode() for path in ("/", PAGE)]

    assert shelf.current() is None
    assert all(FILE in text and "(PDF, en français)" in text for text in html)
    assert COVER not in html[1]


def test_the_band_of_other_pages_costs_one_query(django_assert_num_queries, rf):
    request = rf.get("/")
    with memo.fresh():
        # What any page has read before its bands: where the site is, its pages.
        Site.find_for_request(request)
        page_of(BrochurePage).get_url(request)
        with django_assert_num_queries(1):
            html = render_to_string("components/brochure_band.html", {"title": "La plaquette"}, request)

    assert FILE in html


def test_the_file_of_the_editors_takes_the_place_of_the_one_that_the_site_makes(client, own_file):
    html = client.get(PAGE).content.decode()
    response = client.get(FILE)

    assert (response.status_code, response["Location"]) == (302, own_file.url)
    assert f'href="{own_file.url}"' in html
    assert "(PDF, 12\xa0octets, en français)" in html
    assert COVER not in html


def test_editors_see_which_file_is_served(admin_client, own_file):
    edit = reverse("wagtailadmin_pages:edit", args=[BrochurePage.objects.get().pk])
    with_own = admin_client.get(edit).content.decode()
    BrochurePage.objects.update(document=None)
    shelf.fetch(lambda: data.build(BrochurePage.objects.get()))
    without = admin_client.get(edit).content.decode()

    assert "Votre fichier « La nôtre » (PDF, 12\xa0octets, en français)" in with_own
    assert "La plaquette que le site fait lui-même d’après ses fiches (16 pages" in without


def test_editors_preview_the_brochure_of_a_draft_even_when_theirs_is_served(own_file):
    page = BrochurePage.objects.get()
    page.title = "Un autre titre"
    response = page.make_preview_request(RequestFactory().get("/"), "plaquette")

    assert response["Content-Type"] == "application/pdf"
    assert ("plaquette", "Plaquette faite par le site (PDF)") in page.preview_modes
    assert shelf.current() is None


def test_the_home_of_the_cms_warns_that_the_brochure_no_longer_follows(monkeypatch):
    page = BrochurePage.objects.get()
    shelf.fetch(lambda: data.build(page))
    before = panels.BrochureFailurePanel().render_html({})
    monkeypatch.setattr(data, "TILES", ["inconnu"])
    shelf.fetch(lambda: data.build(page))
    after = panels.BrochureFailurePanel().render_html({})

    assert before.strip() == ""
    assert "Les visiteurs reçoivent la dernière plaquette réussie (contenu au 2\xa0novembre 2020)" in after
    assert "inconnu" in after


def test_a_publication_makes_the_brochure_once_when_it_is_committed(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        for figure in KeyFigure.objects.filter(is_listed=True):
            figure.short_label = "une autre légende"
            figure.save_revision().publish()

    assert [callback for callback in callbacks if callback is freshness.remake] == [freshness.remake]
    assert shelf.current().pages == 16


def test_a_publication_makes_nothing_while_editors_serve_their_own(django_capture_on_commit_callbacks, own_file):
    with django_capture_on_commit_callbacks(execute=True):
        KeyFigure.objects.first().save()

    assert shelf.current() is None
