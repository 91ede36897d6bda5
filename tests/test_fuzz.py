"""Every public address, with more than two hundred hostile values (hostile.txt): no failure, no markup sent back.

Where an address reads parameters, each of them meets each value (turns). Where it reads none, it meets each value once,
twenty in a question (hands). Headers and fields of forms meet each value too, each value is met by four of the paths.
What reaches a database meets one value in three on SQLite, and the others on PostgreSQL.
"""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.cache import caches
from django.db import connection
from django.test import Client
from wagtail.models import Page

from actualites.forms import NewsForm
from agenda.forms import AgendaForm
from aict.filters import FundingForm
from portal.forms import SearchForm
from portal.templatetags.french import UNREADABLE
from ressources.forms import ResourceForm
from tests.hostile import VALUES, hands, turns, typed

# The addresses that read what comes after « ? », and what each reads.
READERS = {
    "/recherche/": [*SearchForm.base_fields, "page"],
    "/recherche/suggestions/": ["q"],
    "/agenda/": [*AgendaForm.base_fields, "page"],
    "/agenda/agenda.ics": [*AgendaForm.base_fields],
    "/agenda/rss.xml": [*AgendaForm.base_fields],
    "/actualites/": [*NewsForm.base_fields, "page"],
    "/ressources/": [*ResourceForm.base_fields, "page"],
    "/s-engager/financements/": [*FundingForm.base_fields],
    "/contact/": ["envoye"],
    "/compte/connexion/": ["next"],
}
PARAMETERS = ["page", "q", "annee", "mois", "type", "collectivite", "thematique", "pays", "emetteur", "etat", "debut"]
PARAMETERS += ["fin", "tri", "next", "format", "inconnu", "q[]", "type%5B%5D", "%00", "__proto__"]
OTHERS = ["/robots.txt", "/sitemap.xml", "/sante/", "/sante/pret/", "/actualites/rss.xml"]
OTHERS += ["/actualites/atom.xml", "/actualites/feed.json", "/ressources/rss.xml", "/s-engager/chiffres.csv"]
OTHERS += ["/s-engager/chiffres.json", "/introuvable/", "/media/x", "/documents/1/x.pdf", "/photos/1/w400/x.webp"]
OTHERS += ["/carte/1-0123456789ab.png", "/_util/login/", "/agenda/x/evenement.ics", "/admin/", "/admin/login/"]
OTHERS += ["/admin/password_reset/", "/compte/", "/compte/inactif/", "/compte/deconnexion/", "/compte/second-facteur/"]
OTHERS += ["/compte/mot-de-passe/oublie/", "/compte/mot-de-passe/oublie/envoye/", "/compte/connexion/code/"]
PATHS = ["/{}/", "/agenda/{}/", "/agenda/{}/evenement.ics", "/actualites/{}", "/actualites/thematique/{}/rss.xml"]
PATHS += ["/documents/1/{}", "/documents/{}/x.pdf", "/media/{}", "/photos/1/{}/x.webp", "/s-engager/{}.csv"]
PATHS += ["/enregistrements/1/fichier/{}", "/sitemap-{}.xml", "/compte/mot-de-passe/choisir/{}/", "/admin/{}/"]
PATHS += ["/carte/{}.png", "/static/{}"]
# Each path meets one value in so many: each value is met by four paths.
EVERY = len(PATHS) // 4
FORMS = {
    "/ecrire/": ["name", "email", "subject", "text", "website", "token"],
    "/compte/connexion/": ["login", "password", "remember", "next"],
    "/compte/connexion/cle/": ["credential", "next"],
    "/compte/mot-de-passe/oublie/": ["email", "next"],
    "/_util/authenticate_with_password/1/1/": ["password", "return_url"],
}
HEADERS = ["Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Cookie", "If-Match", "If-Modified-Since"]
HEADERS += ["If-None-Match", "If-Range", "Origin", "Range", "Referer", "Sec-Fetch-Site", "User-Agent", "X-Request-ID"]
HEADERS += ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Requested-With", "Content-Type"]
METHODS = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "PROPFIND", "BREW", "get", ""]
# What an account or a form needs; visitors have none.
COOKIES = {"csrftoken", "sessionid", "messages"}
ELSEWHERE = "ailleurs.example"


def assert_sound(response, cookies=()):
    """Whether an answer is one: a page, a way within the site or a refusal, in which nothing hostile does anything."""
    where = response.request["PATH_INFO"]
    assert response.status_code < 500, where
    assert set(response.cookies) <= {*cookies}, where
    to = urljoin(f"http://testserver{where}", response.get("Location", "").replace("\\", "/"))
    assert urlsplit(to).netloc == "testserver", (where, to)
    if response.get("Content-Type", "").startswith(("text/html", "application/xml", "application/rss")):
        body = (b"".join(response) if response.streaming else response.content).decode()
        assert not UNREADABLE.search(body), where
        assert not ("alert(1)" in body or ELSEWHERE in body) or not dangers(body), (where, dangers(body))


def dangers(body):
    """Return the elements that would run what was typed, or lead to where it says."""
    return [element for element in BeautifulSoup(body, "html.parser").find_all(True) if is_dangerous(element)]


def is_dangerous(element):
    led = [str(element.get(name, "")) for name in ("href", "src", "action", "formaction", "srcdoc", "content")]
    runs = any(name.startswith("on") for name in element.attrs) or (
        element.name == "script" and "alert" in element.text
    )
    return runs or any(to.strip().lower().startswith(("javascript:", "data:text")) or is_elsewhere(to) for to in led)


def is_elsewhere(address):
    return urlsplit(address.replace("\\", "/")).hostname == ELSEWHERE


def shared(questions):
    """Yield the questions that are for the database of these tests."""
    is_third = connection.vendor == "sqlite"
    return (question for number, question in enumerate(questions) if (number % 3 == 0) == is_third)


def query(values):
    return "&".join(f"{name}={value}" for name, value in values.items())


def test_the_corpus_holds_two_hundred_values():
    assert len(VALUES) == len(set(VALUES)) >= 200


@pytest.mark.parametrize("address", READERS)
def test_no_value_of_any_parameter_breaks_an_address_that_reads_them(content, client, address):
    # A calendar or a feed that says nothing of what is asked would be taken for an empty one.
    statuses = {200, 404} if "." in address else {200}
    for values in shared(turns([*READERS[address], "inconnu"])):
        response = client.get(f"{address}?{query(values)}")
        assert_sound(response, COOKIES if address.startswith("/compte/") else ())
        assert response.status_code in statuses


@pytest.mark.any_database
def test_no_value_breaks_an_address_that_reads_nothing(content, client):
    pages = [page.url for page in Page.objects.live().filter(depth__gt=1)]
    for address in [*pages, *OTHERS]:
        status = client.get(address).status_code
        for values in hands(PARAMETERS):
            response = client.get(f"{address}?{query(values)}")
            assert_sound(response, COOKIES if address.startswith(("/compte/", "/admin/")) else ())
            # Django leads to no address of more than 16 kB.
            assert response.status_code == status or (status, response.status_code) == (302, 400), address


@pytest.mark.parametrize("pattern", PATHS)
def test_no_value_breaks_the_site_as_a_part_of_an_address(content, client, pattern):
    for value in VALUES[PATHS.index(pattern) % EVERY :: EVERY]:
        path = pattern.format(value.replace("?", "%3F").replace("#", "%23"))
        assert_sound(client.get(path), COOKIES)


@pytest.mark.parametrize("address", FORMS)
def test_no_value_of_a_field_breaks_a_form(content, client, address):
    for values in shared(turns(FORMS[address])):
        response = client.post(address, {name: typed(value) for name, value in values.items()})
        assert_sound(response, COOKIES)


@pytest.mark.any_database
@pytest.mark.parametrize("is_kept", [True, False])
def test_no_value_of_a_header_breaks_the_site(content, settings, is_kept):
    """As a server passes them on: bytes of Latin-1, and no sign of control, which none lets through."""
    settings.PAGE_CACHE, settings.BEHIND_PROXY = is_kept, True
    caches["pages"].clear()
    addresses = [
        "/",
        "/agenda/",
        "/recherche/?q=eau",
        "/actualites/rss.xml",
        "/s-engager/chiffres.csv",
        "/introuvable/",
    ]
    for number, values in enumerate(turns(HEADERS)):
        response = Client().get(
            addresses[number % len(addresses)], headers={name: passed_on(value) for name, value in values.items()}
        )
        assert_sound(response)


def passed_on(value):
    return re.sub("[\x00-\x1f\x7f]", "", typed(value)).encode("utf-8", "replace").decode("latin-1")


@pytest.mark.any_database
def test_no_host_but_ours_is_answered(content, client):
    for value in VALUES:
        assert client.get("/", HTTP_HOST=passed_on(value) or ELSEWHERE).status_code == 400, value


@pytest.mark.any_database
@pytest.mark.parametrize("method", METHODS)
def test_no_method_breaks_the_site(content, client, method):
    for address in [*READERS, *FORMS, *OTHERS, "/"]:
        response = client.generic(method, address, b"\xff\x00<x>", content_type="application/x-www-form-urlencoded")
        assert_sound(response, COOKIES)
