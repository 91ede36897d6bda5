"""Addresses: those that were promised, those of the old site, and every link from one page to another."""

from urllib.parse import unquote, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.urls import path
from wagtail.models import Page

from portal.initial_content import page_at
from tests.crawl import HOST, is_page
from tests.factories import StandardPageFactory

# Wagtail leaves to the garbage collector the files in which it makes pictures.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Unclosed file <tempfile:ResourceWarning", "ignore:Exception ignored:pytest.PytestUnraisableExceptionWarning"
)

# Where files have addresses of their own.
FILES = ("/static/", "/media/", "/documents/", "/photos/", "/enregistrements/")
SECTION = ["", "chiffres/", "questions/", "histoire/", "agir/", "financements/", "partenaires/", "plaquette/"]
DUTY = ["contact", "plan-du-site", "aide", "accessibilite", "mentions-legales", "donnees-personnelles"]
LISTS = ["agenda", "actualites", "ressources", "recherche"]
PROMISED = ["/", *(f"/s-engager/{chapter}" for chapter in SECTION), *(f"/{name}/" for name in [*LISTS, *DUTY])]
ASSETS = "link[rel=stylesheet], link[rel=icon], link[rel=preload], script[src], img[src]"

SCHEMES = ("/", "#", "?", "https://", "http://", "mailto:", "tel:", "webcal:")


def broken_view(request):
    raise RuntimeError("panne")


urlpatterns = [path("panne/", broken_view)]


@pytest.mark.parametrize("address", PROMISED)
def test_a_promised_address_answers_and_is_linked_from_the_site(pages, address):
    assert pages[address].status == 200
    assert any(f"{HOST}{address}" in page.links for page in pages.values())


@pytest.mark.parametrize("old", ["/AICT-Plaidoyer-CUF", "/-Pourquoi-s-engager-"])
def test_an_address_of_the_old_site_leads_to_the_new_one_for_good(content, client, old):
    response = client.get(old)
    assert response.status_code == 301
    assert response["Location"] == "/s-engager/"


def test_every_link_within_the_site_leads_to_a_page(pages):
    dead = [
        (address, url)
        for address, page in pages.items()
        for url in page.links
        if is_page(url) and address_of(url) != address and pages[address_of(url)].status != 200
    ]
    assert not dead


def test_every_link_to_a_file_of_the_site_leads_to_it(pages, content, client):
    files = {url for page in pages.values() for url in page.links if url.startswith(f"{HOST}/") and not is_page(url)}
    assert files
    for url in files:
        response = client.get(url.removeprefix(HOST))
        assert response.status_code == 200
        assert not response["Content-Type"].startswith("text/html")


def test_every_link_to_a_place_in_a_page_finds_it(pages):
    links = [(address, url) for address, page in pages.items() for url in page.links if is_page(url) and "#" in url]
    assert len(links) > 100
    lost = [
        (address, url)
        for address, url in links
        if not pages[address_of(url)].soup.find(id=unquote(urlsplit(url).fragment))
    ]
    assert not lost


def test_every_link_is_one_that_a_browser_can_follow(pages):
    odd = [
        (address, a["href"])
        for address, page in pages.items()
        for a in page.soup.select("a[href]")
        if a["href"] in ("", "#") or not a["href"].startswith(SCHEMES)
    ]
    assert not odd


def test_everything_that_a_page_asks_of_the_static_files_is_there(pages):
    asked = {element.get("src") or element["href"] for page in pages.values() for element in page.soup.select(ASSETS)}
    static = {url.removeprefix("/static/") for url in asked if url.startswith("/static/")}
    assert len(static) > 3
    assert not [name for name in static if finders.find(name) is None]
    assert not [url for url in asked if not url.startswith(FILES)]


def test_a_page_says_what_its_one_address_is(pages):
    canonical = {
        address: page.soup.select_one("link[rel=canonical]")
        for address, page in pages.items()
        if page.status == 200 and page.html
    }
    assert canonical["/s-engager/chiffres/"]["href"] == f"{HOST}/s-engager/chiffres/"
    assert not [
        address
        for address, link in canonical.items()
        # Narrowed lists of news and resources have addresses of their own: test_listing.py of each.
        if not address.startswith(("/recherche/", "/actualites/?", "/ressources/?"))
        and link["href"] != HOST + its_own(address)
    ]


def its_own(address):
    """Return what the canonical address of a page keeps: the number of a page of the whole list, and no filter."""
    path, _, query = address.partition("?")
    return address if query.startswith("page=") and query.removeprefix("page=") not in ("", "1") else path


def test_a_page_whose_address_changes_leaves_a_redirect_behind_with_its_children(
    content, client, django_capture_on_commit_callbacks
):
    section = page_at("/s-engager/").specific
    section.slug = "agir-ensemble"
    with django_capture_on_commit_callbacks(execute=True):
        section.save_revision().publish()

    for chapter in ("", "chiffres/", "questions/"):
        response = client.get(f"/s-engager/{chapter}")
        assert (response.status_code, response["Location"]) == (301, f"/agir-ensemble/{chapter}")
        assert client.get(response["Location"]).status_code == 200


def test_a_page_that_moves_leaves_a_redirect_behind_with_its_children(content, client):
    help_page = page_at("/aide/")
    parent = StandardPageFactory(parent=page_at("/"), slug="services")
    StandardPageFactory(parent=Page.objects.get(pk=help_page.pk), slug="clavier")
    Page.objects.get(pk=help_page.pk).move(Page.objects.get(pk=parent.pk), pos="last-child")

    for old in ("/aide/", "/aide/clavier/"):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, f"/services{old}")
        assert client.get(response["Location"]).status_code == 200


def test_links_follow_a_page_that_moves(content, client):
    goals = page_at("/s-engager/odd/").specific
    goals.slug = "objectifs"
    goals.save_revision().publish()
    assert '<a href="/s-engager/objectifs/">' in client.get("/s-engager/questions/").content.decode()


def test_an_address_without_its_last_slash_leads_to_the_page(content, client):
    response = client.get("/s-engager/chiffres")
    assert (response.status_code, response["Location"]) == (301, "/s-engager/chiffres/")


@pytest.mark.parametrize("address", ["/introuvable/", "/s-engager/introuvable/", "/agenda/1/", "/documents/99/x.pdf"])
def test_an_address_that_leads_nowhere_says_so_in_the_look_of_the_site_and_shows_ways_on(content, client, address):
    response = client.get(address)
    html = response.content.decode()
    assert response.status_code == 404
    assert "cette page n’existe pas" in html
    assert 'class="site-header"' in html
    assert 'class="site-footer' in html
    assert 'action="/recherche/"' in html
    assert 'href="/plan-du-site/"' in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.urls(__name__)
def test_a_failure_is_told_in_french_without_asking_anything_of_the_database(client):
    client.raise_request_exception = False
    response = client.get("/panne/")
    html = response.content.decode()
    assert response.status_code == 500
    assert '<html lang="fr">' in html
    assert "n’a pas pu préparer cette page" in html
    assert "css/site.css" in html
    assert '<a class="more" href="/">Accueil</a>' in html
    assert "panne" not in html.replace("Panne", "")
    assert "style=" not in html


def test_a_request_that_makes_no_sense_is_refused_in_french(client):
    response = client.get("/", headers={"host": "ailleurs.example"})
    assert response.status_code == 400
    assert "n’a pas compris cette demande" in response.content.decode()


def address_of(url):
    """Return what the crawl calls this address: path and query, without the place in the page."""
    return urlsplit(url)._replace(scheme="", netloc="", fragment="").geturl()
