"""What search engines are told: every public page, nothing else, and when it changed."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from aict.models import KeyFigure
from portal.initial_content import page_at
from portal.sitemap import PublicPages
from tests.factories import NewsPageFactory

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HOST = "http://testserver"


def entries(client, address="/sitemap.xml"):
    """Return when each address of a sitemap changed last, in words, by address; None where that is not said."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    root = ElementTree.fromstring(response.content)  # noqa: S314
    return {entry.findtext(f"{NAMESPACE}loc"): entry.findtext(f"{NAMESPACE}lastmod") for entry in root}


def day_of(instant):
    """The day in Paris, as a sitemap writes it."""
    return f"{timezone.localdate(instant):%Y-%m-%d}"


def test_every_page_that_links_lead_to_is_in_the_sitemap(content, client, pages):
    known = entries(client)
    reached = {a for a, page in pages.items() if "?" not in a and page.status == 200 and a != "/recherche/"}
    assert {f"{HOST}{address}" for address in reached} <= known.keys()
    assert all(client.get(address.removeprefix(HOST)).status_code == 200 for address in known)


def test_what_is_not_public_is_not_in_the_sitemap(content, client):
    page_at("/aide/").specific.unpublish()
    PageViewRestriction.objects.create(page=page_at("/contact/"), restriction_type="login")
    news = NewsPageFactory(parent=page_at("/actualites/"), expire_at=timezone.now() - timedelta(minutes=1))
    known = entries(client)
    assert not {f"{HOST}/aide/", f"{HOST}/contact/", f"{HOST}{news.url}"} & known.keys()


def test_a_page_changes_when_it_is_published_again(content, client):
    page = page_at("/aide/").specific
    page.save_revision().publish()
    page.refresh_from_db()
    assert entries(client)[f"{HOST}/aide/"] == day_of(page.last_published_at)


def test_the_page_of_figures_changes_when_a_figure_does(content, client):
    later = timezone.now() + timedelta(days=3)
    KeyFigure.objects.filter(slug="pays").update(last_published_at=later)
    known = entries(client)
    assert known[f"{HOST}/s-engager/chiffres/"] == day_of(later)
    assert known[f"{HOST}/aide/"] != day_of(later)


def test_beyond_its_limit_the_sitemap_is_a_list_of_parts(content, client, monkeypatch):
    whole = entries(client)
    monkeypatch.setattr(PublicPages, "limit", 10)
    parts = entries(client)
    assert next(iter(parts)) == f"{HOST}/sitemap-1.xml"
    found = [set(entries(client, part.removeprefix(HOST))) for part in parts]
    assert set().union(*found) == set(whole)
    assert sum(len(part) for part in found) == len(whole)
    assert client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404


def test_twelve_pages_more_ask_nothing_more_of_the_database(content, client):
    def asked():
        client.get("/sitemap.xml")
        with CaptureQueriesContext(connection) as queries:
            client.get("/sitemap.xml")
        return len(queries)

    before = asked()
    for _ in range(12):
        NewsPageFactory(parent=page_at("/actualites/"))
    assert asked() == before <= 12


@pytest.mark.parametrize("refused", ["/admin/", "/recherche/?", "/*?q="])
def test_robots_are_kept_out_of_the_cms_and_of_what_has_no_end(db, client, refused):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert f"Disallow: {refused}" in lines
    assert f"Sitemap: {HOST}/sitemap.xml" in lines
    assert "Disallow: /" not in lines
