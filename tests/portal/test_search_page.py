"""The page of results: counts, filters, what answers at once, what to try when there is nothing."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import PageViewRestriction

from portal.initial_content import page_at
from portal.models import CountryGroup, FruitlessSearch, SearchEntry, SearchWord, Theme
from portal.search import results
from portal.search.results import PK
from tests.factories import NewsPageFactory, StandardPageFactory

MOST_QUERIES = 12


def answer(client, query, **filters):
    return client.get("/recherche/", {"q": query} | filters).context["answer"]


@pytest.fixture
def news(content):
    """Forty items about a thing that nothing else is about, half of them on water, a quarter in Mali."""
    water, mali = Theme.objects.get(slug="eau-et-assainissement"), CountryGroup.objects.create(name="Mali", slug="mali")
    items = []
    for number in range(40):
        item = NewsPageFactory(
            parent=page_at("/actualites/"), title=f"Zyxo {number}", published_on=f"20{10 + number % 3}-05-02"
        )
        item.themes.set([water] if number % 2 else [])
        item.country_groups.set([mali] if number % 4 == 0 else [])
        item.save()
        items.append(item)
    StandardPageFactory(parent=page_at("/aide/"), title="Une page", lead="Qui dit zyxo.")
    return items


def test_counts_are_those_of_what_is_found(news, client):
    whole = answer(client, "zyxo")
    assert [(tab.label, tab.number, tab.current) for tab in whole.tabs] == [
        ("Tout", 41, True),
        ("Pages", 1, False),
        ("Actualités", 40, False),
    ]
    assert answer(client, "zyxo", type="actualite").number == 40
    assert answer(client, "zyxo", thematique="eau-et-assainissement").number == 20
    assert answer(client, "zyxo", pays="mali").number == 10
    assert answer(client, "zyxo", annee="2010").number == 14
    both = answer(client, "zyxo", thematique="eau-et-assainissement", pays="mali")
    assert both.number == 0
    html = client.get("/recherche/", {"q": "zyxo", "annee": "2010"}).content.decode()
    assert "Eau et assainissement (7)" in html
    assert '<option value="2010" selected>2010 (14)</option>' in html


def test_what_is_not_understood_narrows_nothing_and_says_so(news, client):
    response = client.get("/recherche/?q=zyxo&type=x&thematique=x&pays=x&annee=x")
    assert response.context["answer"].number == 41
    assert "Ce choix n’existe pas." in response.content.decode()


def test_pages_of_results_share_nothing_and_leave_out_nothing(news, client):
    seen = [row[PK] for page in range(1, 5) for row in client.get(f"/recherche/?q=zyxo&page={page}").context["pages"]]
    assert len(seen) == len(set(seen)) == 41


def test_titles_come_first_then_the_newest(news, client):
    found = [SearchEntry.objects.get(pk=row[PK]) for row in answer(client, "zyxo").results.rows]
    assert found[-1].kind == "page"
    dates = [entry.dated_on for entry in found[:-1]]
    assert dates == sorted(dates, reverse=True)


@pytest.fixture
def too_many(news, monkeypatch):
    """A site where thirty are too many to be read: the five newest are."""
    monkeypatch.setattr(results, "MOST", 30)
    monkeypatch.setattr(results, "NEWEST", 5)
    return news


def test_of_too_many_results_the_site_s_own_and_the_newest_are_shown_and_nothing_is_counted(too_many, client):
    response = client.get("/recherche/?q=zyxo")
    found = [SearchEntry.objects.get(pk=row[PK]) for row in response.context["answer"].results.rows]
    newest = sorted((item for item in too_many if item.published_on.year == 2012), key=lambda item: item.pk)[:5]
    assert {entry.page_id for entry in found if entry.kind == "actualite"} == {item.pk for item in newest}
    assert [entry.kind for entry in found].count("page") == 1
    html = response.content.decode()
    assert "Des milliers de résultats" in html
    assert not re.search(r"\(\d+\)", html)
    assert '<option value="2010">2010</option>' in html
    assert re.search(r">Actualités</a>", html)


def test_a_filter_reaches_and_counts_those_that_were_too_many(too_many, client):
    assert answer(client, "zyxo", annee="2010").number == 14
    assert answer(client, "zyxo", type="actualite").number == 40
    assert "Des milliers" not in client.get("/recherche/?q=zyxo&thematique=eau-et-assainissement").content.decode()


def test_a_phrase_and_rarer_words_are_counted_whatever_the_number_of_each(too_many, client):
    assert answer(client, "zyxo 7").number == 1
    assert answer(client, '"zyxo 7"').number == 1


def test_private_pages_among_too_many_make_no_thousands(too_many, client):
    PageViewRestriction.objects.create(page=page_at("/actualites/"), restriction_type="login")
    assert answer(client, "zyxo").number == 1


def test_private_pages_are_in_no_count(news, client):
    PageViewRestriction.objects.create(page=page_at("/actualites/"), restriction_type="login")
    assert answer(client, "zyxo").number == 1


@pytest.mark.parametrize(
    ("query", "anchor"), [("ODD", "odd"), ("partenariats", "partenariats"), ("retour sur investissement", "retour")]
)
def test_a_figure_or_a_question_answers_at_once(content, client, query, anchor):
    found = answer(client, query)
    assert found.direct.url.endswith(f"#{anchor}")
    assert found.direct.pk not in [hit.pk for hit in found.hits]
    assert not answer(client, query, type="page").direct


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cooperatoin", "coopération"),
        ("finacement", "financement"),
        ("coopération decentralizée", "coopération décentralisée"),
        ("jumelgae", "jumelage"),
    ],
)
def test_a_slip_of_the_keyboard_gets_a_suggestion_that_finds_something(content, client, typed, meant):
    suggestion = answer(client, typed).suggestion
    assert suggestion.startswith(meant[:8])
    assert answer(client, suggestion).number
    html = client.get("/recherche/", {"q": typed}).content.decode()
    assert "Essayez avec" in html


def test_no_word_of_grammar_is_suggested(content, client):
    assert "faire" in SearchWord.objects.values_list("word", flat=True)
    assert answer(client, "maire").suggestion == ""


def test_an_extract_tells_apart_the_things_that_a_page_lists(content, client):
    [hit] = [hit for hit in answer(client, "CIEDEL").hits if hit.url == "/s-engager/partenaires/"]
    dialogue = next(hit for hit in answer(client, "CNCD").hits if hit.url.endswith("#dialogue"))
    assert "</mark> – <mark>CNCD</mark>. Le Comité National" in dialogue.extract
    assert "Union européenne. Réseau PLATFORMA. pS-Eau (Programme Solidarité-Eau). <mark>CIEDEL</mark> (" in hit.extract


def test_no_suggestion_leads_to_what_is_not_public(content, client):
    page = StandardPageFactory(parent=page_at("/aide/"), title="Zyxoquent")
    assert answer(client, "zyxoqent").suggestion == "zyxoquent"
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert answer(client, "zyxoqent").suggestion == ""


def test_nothing_found_says_so_and_proposes(content, client):
    html = client.get("/recherche/?q=xyzzy").content.decode()
    assert "Aucun résultat" in html
    assert 'href="?q=Eau%20et%20assainissement"' in html
    assert 'href="/contact/"' in html


def test_what_is_looked_for_in_vain_is_counted_without_anything_of_who_searches(content, client, admin_client):
    for query in ("Xyzzy", "xyzzy ", "coopération", "jean@exemple.fr", "06 12 34 56 78"):
        client.get("/recherche/", {"q": query}, headers={"user-agent": "x"})
    [found] = FruitlessSearch.objects.all()
    assert (found.words, found.count) == ("xyzzy", 2)
    assert {field.name for field in found._meta.fields} == {"id", "words", "count", "last_on"}
    page = admin_client.get("/admin/reports/recherches/").content.decode()
    assert "xyzzy" in page
    assert "Recherches sans résultat" in page
    assert admin_client.get("/admin/reports/recherches/?export=csv").status_code == 200


def test_a_page_that_editors_promote_comes_first_while_it_is_public(content, client):
    page = page_at("/aide/")
    SearchPromotion.objects.create(query=Query.get("élus locaux"), page=page, description="Par ici.")
    assert [pick.page_id for pick in answer(client, "elu local").promoted] == [page.pk]
    assert "Par ici." in client.get("/recherche/?q=elus+locaux").content.decode()
    page.specific.unpublish()
    assert not answer(client, "elu local").promoted


HOSTILE = ['"', '""', "«", "'", "a\x00b", "%", "_", "' OR 1=1 --", "*", "NEAR(a b)", "<script>alert(1)</script>", "\\"]
HOSTILE += ["AND", "NOT", "a" * 199, "a " * 99, '"a b', "title:x", "\ud7ff", "🎈", "${x}", "{{ x }}", "100 %", "تعاون"]


@pytest.mark.parametrize("query", HOSTILE)
def test_whatever_is_typed_gets_an_answer(content, client, query):
    for address in ("/recherche/", "/recherche/suggestions/"):
        response = client.get(address, {"q": query})
        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()


def test_a_text_instead_of_words_gets_an_answer(content, client):
    response = client.get("/recherche/", {"q": "coopération " * 900})
    assert "Votre recherche est trop longue" in response.content.decode()
    assert client.get("/recherche/suggestions/", {"q": "x" * 10_000}).status_code == 200


@pytest.mark.django_db
@given(query=st.text(max_size=120))
def test_any_text_gets_an_answer(query):
    from django.test import Client

    assert Client().get("/recherche/", {"q": query}).status_code == 200


def test_what_editors_wrote_is_text_in_results(content, client):
    StandardPageFactory(parent=page_at("/aide/"), title="<b>Zyxo</b> & co", lead="Un <i>zyxo</i> & d’autres")
    html = client.get("/recherche/?q=zyxo").content.decode()
    assert "&lt;b&gt;<mark>Zyxo</mark>&lt;/b&gt; &amp; co" in html
    assert "&lt;i&gt;<mark>zyxo</mark>&lt;/i&gt; &amp; d’autres" in html


def test_suggestions_are_titles_that_begin_like_what_is_typed(content, client):
    found = client.get("/recherche/suggestions/?q=coo dec").json()["suggestions"]
    assert found == []
    found = client.get("/recherche/suggestions/?q=cooperation dec").json()["suggestions"]
    assert {"kind", "title", "url"} == set(found[0])
    assert "L’État et les Collectivités dialoguent-ils" in str(found)
    assert "décentralisée\N{NO-BREAK SPACE}?" in "".join(option["title"] for option in found)
    assert "/s-engager/questions/#dialogue" in [option["url"] for option in found]
    page_at("/s-engager/questions/").specific.unpublish()
    assert "questions" not in str(client.get("/recherche/suggestions/?q=cooperation dec").json())
    assert client.get("/recherche/suggestions/").json() == {"suggestions": []}


QUERIES = ["coopération", "ODD", "xyzzy", "cooperatoin", "combien coûte l'action internationale", '"qualité de vie"']


@pytest.mark.parametrize("query", QUERIES)
def test_a_search_asks_few_questions_of_the_database(content, client, query):
    client.get("/recherche/", {"q": query})
    with CaptureQueriesContext(connection) as asked:
        client.get("/recherche/", {"q": query})
    assert len(asked) <= MOST_QUERIES
