"""Whatever is typed in an address or a form: never a failure, never markup sent back, always a word of French."""

import html
import re
from urllib.parse import quote, unquote_plus

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from agenda.forms import AgendaForm
from agenda.models import EventPage
from aict.filters import FundingForm
from aict.models import FundingSource
from aict.models.funding import AUTHORITIES
from portal.forms import SearchForm
from portal.initial_content import page_at
from portal.models import Theme
from tests.factories import EventPageFactory, NewsPageFactory, ResourcePageFactory

MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
# No HTML may hold these characters.
UNREADABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
# As they stand in an address: percent signs are sent as they are. The digit at the end of the numbers is an Arabic 3.
NUMBERS = ["", "-1", "0", "99999999999999999999", "1e400", "NaN", "1.5", "abc", "None", "last", "1%00", "%D9%A3"]
HOSTILE = [
    *NUMBERS,
    "%00",
    "a%00b",
    "%01%02%1b%7f%c2%85",
    "%ff",
    "%ff%fe%00",
    "%c3%28",
    "%ed%a0%80",
    "%",
    "%zz",
    "a" * 10_000,
    "1" * 500,
    quote("' OR 1=1; DROP TABLE wagtailcore_page; --"),
    quote('"; SELECT pg_sleep(10) --'),
    quote("%_%"),
    quote("AND OR NOT NEAR( * ^ : & | ! ~"),
    quote("a:* & b | !c <-> 'd"),
    quote(MARKUP),
    quote("{{ settings.SECRET_KEY }}{% load x %}"),
    quote("🧵👩‍👩‍👧‍👦é́́́"),
    quote("\u202eesrever\u202c\u200b\ufeff"),
    quote("../../../../etc/passwd"),
    quote("http://ailleurs.example/"),
    quote("\r\nSet-Cookie: a=b"),
]
# The pages that read what comes after « ? », and what each reads.
FORMS = {
    "/recherche/": ["q", "page"],
    "/agenda/": ["annee", "q", "page"],
    "/actualites/": ["annee", "mois", "thematique", "pays", "type", "emetteur", "page"],
    "/actualites/rss.xml": ["page"],
    "/ressources/": ["type", "q", "page"],
    "/s-engager/financements/": ["collectivite", "thematique", "etat"],
}
PARAMETERS = ["page", "q", "annee", "mois", "type", "collectivite", "thematique", "pays", "emetteur", "etat"]
PARAMETERS += ["inconnu", "q[]", "type%5B%5D", "%00"]
OTHERS = [
    "/",
    "/s-engager/",
    "/s-engager/chiffres/",
    "/s-engager/questions/",
    "/plan-du-site/",
    "/contact/",
    "/agenda/journee-du-groupe-pays-armenie-2024-06-26/",
    "/actualites/nouvelle-presidente-du-groupe-pays-algerie/",
    "/ressources/plaquette-plaidoyer-aict/",
    "/introuvable/",
]
PATHS = [
    "/%00",
    "/a%00b/",
    "/%ff/",
    "/%ed%a0%80/",
    "/..%2f..%2fetc/passwd",
    "/../../etc/passwd",
    "//",
    "/" + "a" * 3000,
    "/" + "a/" * 600,
    "/%20/",
    "/%0d%0aSet-Cookie:%20a=b/",
    f"/{quote(MARKUP, safe='')}/",
    "/s-engager//chiffres/",
    "/S-ENGAGER/",
    "/🧵/",
    "/static/../portal/settings.py",
    "/media/../../../etc/passwd",
    "/media/%00",
    "/media/",
    "/media/..%2f..%2fetc%2fpasswd",
    "/documents/0/",
    "/documents/999999999999999999999999/x.pdf",
    "/documents/99/%00",
    "/documents/-1/x",
    "/_util/authenticate_with_password/1/1/",
    "/_util/authenticate_with_password/99999999999999999999/99999999999999999999/",
    "/s-engager/?page=1&page=2&q=a&q=b",
    "/?" + "&".join(f"p{n}=1" for n in range(900)),
    "/?&&&===&;;;",
    "/?q",
]


def is_sound(response):
    """Whether an answer is one: a page, a redirect within the site or a refusal, and none of our own making."""
    assert response.status_code < 500
    body = (b"".join(response) if response.streaming else response.content).decode()
    assert "alert(1)" not in without_escapes(body)
    assert not UNREADABLE.search(body)
    assert not response.cookies
    location = response.get("Location", "/")
    return location.startswith(("/", "http://testserver/")) and not location.startswith("//")


def without_escapes(text):
    """Return the text without what was properly escaped: what is left of MARKUP there is dangerous."""
    return (
        text.replace(html.escape(MARKUP), "").replace(html.escape(MARKUP, quote=False), "").replace(quote(MARKUP), "")
    )


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_no_value_of_a_parameter_breaks_a_page_that_reads_it(content, client, value):
    for address, parameters in FORMS.items():
        for parameter in [*parameters, "inconnu"]:
            response = client.get(f"{address}?{parameter}={value}")
            assert is_sound(response)
            assert response.status_code == 200


@pytest.mark.parametrize("address", OTHERS)
def test_no_value_of_any_parameter_breaks_a_page_that_reads_none(content, client, address):
    status = client.get(address).status_code
    for shift in range(0, len(HOSTILE), len(PARAMETERS)):
        values = HOSTILE[shift : shift + len(PARAMETERS)]
        query = "&".join(f"{parameter}={value}" for parameter, value in zip(PARAMETERS, values, strict=False))
        response = client.get(f"{address}?{query}")
        assert is_sound(response)
        assert response.status_code == status


@pytest.mark.parametrize("address", ["/agenda/", "/actualites/", "/ressources/", "/recherche/"])
def test_no_value_breaks_a_list_of_several_pages(content, client, address):
    agenda, news, centre = (page_at(path).specific for path in ("/agenda/", "/actualites/", "/ressources/"))
    for number in range(14):
        EventPageFactory(parent=agenda, title=f"Rencontre {MARKUP} {number}")
        NewsPageFactory(parent=news)
        ResourcePageFactory(parent=centre)
    for value in NUMBERS:
        response = client.get(f"{address}?page={value}&inconnu={quote(MARKUP)}&q=rencontre")
        assert is_sound(response)
        assert response.status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_no_path_breaks_the_site(content, client, path):
    assert is_sound(client.get(path))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "PROPFIND", "BREW"])
def test_no_method_breaks_the_site(content, client, method):
    for address in [*FORMS, *OTHERS, "/documents/1/x.pdf", "/media/x"]:
        assert is_sound(
            client.generic(method, address, b"\xff\x00<x>", content_type="application/x-www-form-urlencoded")
        )


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/recherche/?q=", "Écrivez un ou plusieurs mots."),
        ("/recherche/?q=%2B%2B", "Écrivez un ou plusieurs mots."),
        ("/recherche/?q=%00%E2%80%8B%09", "Écrivez un ou plusieurs mots."),
        ("/recherche/?q=" + "a" * 201, "Votre recherche est trop longue"),
        ("/agenda/?annee=abc", "Cette année n’existe pas dans l’agenda."),
        ("/agenda/?q=" + "a" * 81, "au plus 80 caractères"),
        ("/actualites/?annee=abc", "Cette année n’existe pas dans les actualités."),
        ("/actualites/?annee=2020&mois=13", "Ce mois n’existe pas."),
        ("/actualites/?pays=a%00b", "Ce groupe-pays n’existe pas."),
        ("/ressources/?type=abc", "Ce type de ressource n’existe pas."),
        ("/s-engager/financements/?collectivite=abc", "Ce choix n’existe pas."),
        ("/s-engager/financements/?thematique=abc", "Cette thématique n’existe pas."),
        ("/s-engager/financements/?thematique=a%00b", "Le caractère nul"),
        ("/s-engager/financements/?etat=abc", "Ce choix n’existe pas."),
    ],
)
def test_a_form_says_in_french_what_it_did_not_understand(content, client, address, sentence):
    response = client.get(address)
    assert response.status_code == 200
    assert sentence in response.content.decode()


@pytest.mark.parametrize("address", ["/agenda/", "/ressources/", "/s-engager/financements/"])
def test_what_a_form_does_not_understand_hides_nothing(content, client, address):
    whole = client.get(address)
    nonsense = client.get(f"{address}?annee=x&type=x&collectivite=x&thematique=x&etat=x")
    for word in ("Café des élues", "Plaidoyer AICT de CUF", "FICOL"):
        assert (word in whole.content.decode()) == (word in nonsense.content.decode())


def test_what_was_typed_is_shown_again_as_text(content, client):
    page = client.get(f"/recherche/?q={quote(MARKUP)}").content.decode()
    assert html.escape(MARKUP) in page
    assert MARKUP not in page


def test_a_search_means_words_and_never_operators(content, client):
    def found(query):
        return [page.pk for page in client.get("/recherche/", {"q": query}).context["pages"]]

    assert found("cofinancements")
    assert found('"cofinancements"') == found("cofinancements*") == found("-cofinancements") == found("cofinancements")


# What a browser may send under each name: any text, none, or several.
text = st.text(max_size=300) | st.sampled_from([unquote_plus(value, errors="replace") for value in HOSTILE])


def sent(*names):
    return st.dictionaries(st.sampled_from(names), st.lists(text, max_size=3), max_size=len(names)).map(query)


def query(values):
    data = QueryDict(mutable=True)
    for name, found in values.items():
        data.setlist(name, found)
    return data


@given(data=sent("q"))
def test_the_search_form_gives_words_or_an_error_in_french(data):
    form = SearchForm(data)
    if form.is_valid():
        assert any(sign.isalnum() for sign in form.query)
        assert "\x00" not in form.query
    else:
        assert form.errors["q"]


@pytest.mark.django_db
@given(data=sent("q", "annee"))
def test_the_form_of_the_agenda_understands_or_says_why(data):
    form = AgendaForm(data, years=[2024, 2026])
    list(form.narrow(EventPage.objects.all()))
    assert form.cleaned_data.get("annee") in (None, 2024, 2026)


@pytest.mark.django_db
@given(data=sent("collectivite", "thematique", "etat"))
def test_the_form_of_the_funding_understands_or_says_why(data):
    form = FundingForm(data, authorities=AUTHORITIES, themes=Theme.objects.all())
    list(form.narrow(FundingSource.objects.published()))
    assert all(form.errors) or form.is_valid()
