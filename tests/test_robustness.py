"""Whatever is typed in an address or a form: never a failure (test_fuzz.py too), and always a word of French."""

import html
import json
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agenda.forms import AgendaForm
from agenda.models import EventPage
from aict.filters import FundingForm
from aict.models import FundingSource
from aict.models.funding import AUTHORITIES
from portal.contact.forms import ContactForm
from portal.forms import SearchForm
from portal.initial_content import page_at
from portal.models import Theme
from portal.search.results import PK
from tests.factories import EventPageFactory, NewsPageFactory, ResourcePageFactory
from tests.hostile import MARKUP, VALUES, typed
from tests.signing_in import PASSWORD, enter
from tests.test_fuzz import assert_sound

NUMBERS = ["", "-1", "0", "99999999999999999999", "1e400", "NaN", "1.5", "abc", "None", "last", "1%00", "%D9%A3"]
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


@pytest.mark.parametrize("address", ["/agenda/", "/actualites/", "/ressources/", "/recherche/"])
def test_no_value_breaks_a_list_of_several_pages(content, client, address):
    agenda, news, centre = (page_at(path).specific for path in ("/agenda/", "/actualites/", "/ressources/"))
    for number in range(14):
        EventPageFactory(parent=agenda, title=f"Rencontre {MARKUP} {number}")
        NewsPageFactory(parent=news)
        ResourcePageFactory(parent=centre)
    for value in NUMBERS:
        response = client.get(f"{address}?page={value}&inconnu={quote(MARKUP)}&q=rencontre")
        assert_sound(response)
        assert response.status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_no_path_breaks_the_site(content, client, path):
    assert_sound(client.get(path))


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
        return [row[PK] for row in client.get("/recherche/", {"q": query}).context["pages"]]

    assert found("jumelages")
    assert found('"jumelages"') == found("jumelages*") == found("-jumelages") == found("jumelages")


# What a browser may send under each name: any text, none, or several.
text = st.text(max_size=300) | st.sampled_from([typed(value) for value in VALUES])


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


@given(data=sent("name", "email", "subject", "text", "website", "token"))
def test_the_form_by_which_visitors_write_understands_or_says_why(data):
    form = ContactForm(data)
    if form.is_valid():
        assert not any(sign in value for value in form.cleaned_data.values() for sign in ("\x00", "\x1b"))
        assert not {"\r", "\n"} & {*form.cleaned_data["subject"], *form.cleaned_data["name"]}
    else:
        assert all(form.errors.values())


# What a key would answer, less the key: each of its parts may be missing, or anything.
anything = st.none() | st.booleans() | st.integers() | text
parts = st.dictionaries(st.sampled_from(["clientDataJSON", "authenticatorData", "signature", "userHandle"]), anything)
outer = dict.fromkeys(["id", "rawId", "type", "clientExtensionResults"], anything) | {"response": parts | anything}
answers = st.fixed_dictionaries({}, optional=outer) | anything | st.lists(anything, max_size=2)
some = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@some
@given(answer=answers)
def test_an_answer_that_no_key_gave_opens_nothing(db, client, answer):
    caches["default"].clear()
    assert client.post("/compte/connexion/cle/", {"credential": json.dumps(answer)}).status_code == 302
    assert "_auth_user_id" not in client.session


@pytest.fixture
def confirmed(home, client):
    """Somebody who is about to add a key."""
    get_user_model().objects.create_user("redactrice", password=PASSWORD)
    enter(client)
    client.post("/compte/confirmer/", {"password": PASSWORD})
    client.get("/compte/second-facteur/cles/ajouter/")
    return client


@some
@given(answer=answers)
def test_an_answer_that_no_key_gave_is_not_kept(confirmed, answer):
    answer = confirmed.post("/compte/second-facteur/cles/ajouter/", {"credential": json.dumps(answer)})
    assert answer.status_code == 200
    assert not Authenticator.objects.exists()
