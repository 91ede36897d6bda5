import re
from datetime import date
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings

from actualites.forms import NewsForm
from actualites.models import NewsPage
from portal.models import CountryGroup, Theme
from tests.factories import NewsPageFactory
from tests.test_robustness import sent

HOST = "http://testserver"
NAMES = ("annee", "mois", "thematique", "pays", "type", "emetteur")


@pytest.fixture
def news(index):
    """Three items that differ by everything, and one without a date."""
    eau, haiti = Theme.objects.create(name="Eau", slug="eau"), CountryGroup.objects.create(name="Haïti", slug="haiti")
    call = NewsPageFactory(
        parent=index, title="Appel", published_on=date(2020, 11, 2), kind="appel", speaker="ministere"
    )
    call.themes = [eau]
    call.save()
    report = NewsPageFactory(parent=index, title="Rapport", published_on=date(2020, 12, 4), kind="compte-rendu")
    report.themes, report.country_groups = [eau], [haiti]
    report.save()
    NewsPageFactory(parent=index, title="Récente", published_on=date(2026, 1, 1), speaker="cuf")
    NewsPageFactory(parent=index, title="Sans date", ranked_on=date(2024, 1, 1))
    return index


def seen(client, **query):
    return BeautifulSoup(client.get(f"/actualites/?{urlencode(query)}").content, "html5lib")


def titles(page):
    return [link.get_text() for link in page.select(".news-card h3 a")]


@pytest.mark.parametrize(
    ("query", "found", "heading"),
    [
        ({}, ["Récente", "Sans date", "Rapport", "Appel"], "4 actualités"),
        ({"annee": 2020}, ["Rapport", "Appel"], "2 actualités : 2020"),
        ({"annee": 2020, "mois": 11}, ["Appel"], "1 actualité : novembre 2020"),
        ({"thematique": "eau"}, ["Rapport", "Appel"], "2 actualités : Eau"),
        ({"pays": "haiti", "thematique": "eau"}, ["Rapport"], "1 actualité : Eau, Haïti"),
        ({"type": "appel"}, ["Appel"], "1 actualité : Appel à candidatures ou à projets"),
        ({"emetteur": "cuf"}, ["Récente"], "1 actualité : Cités Unies France"),
        ({"annee": 2019}, [], "Aucune actualité : 2019"),
    ],
)
def test_the_address_says_what_is_listed(news, client, query, found, heading):
    page = seen(client, **query)
    assert titles(page) == found
    assert page.select_one("#liste").get_text().replace("\xa0", " ") == heading


def test_each_choice_says_how_many_it_would_give_with_the_others(news, client):
    def offered(name, **query):
        return [option.get_text() for option in seen(client, **query).select(f"select[name={name}] option")]

    assert offered("annee") == ["Toutes", "2026 (1)", "2020 (2)"]
    assert offered("annee", type="appel") == ["Toutes", "2020 (1)"]
    assert offered("thematique") == ["Toutes", "Eau (2)"]
    assert offered("mois", annee=2020) == ["Tous", "novembre (1)", "décembre (1)"]
    assert offered("emetteur", annee=2020) == ["Tous", "Ministère (1)"]


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", "/actualites/"),
        ("page=1", "/actualites/"),
        ("inconnu=x&type=", "/actualites/"),
        ("type=faux&mois=3", "/actualites/"),
        ("mois=11&annee=2020&x=1", "/actualites/?annee=2020&mois=11"),
        ("type=appel&thematique=eau", "/actualites/?thematique=eau&type=appel"),
        ("thematique=ancienne", "/actualites/?thematique=eau"),
    ],
)
def test_a_list_has_one_address_whatever_was_typed(news, client, query, canonical):
    eau = Theme.objects.get(slug="eau")
    eau.remember_slugs("ancienne")
    eau.save()
    page = BeautifulSoup(client.get(f"/actualites/?{query}").content, "html5lib")
    assert page.select_one("link[rel=canonical]")["href"] == HOST + canonical
    assert len(page.select("link[rel=canonical]")) == 1


def test_a_former_address_of_a_theme_chooses_it_in_the_form(news, client):
    eau = Theme.objects.get(slug="eau")
    eau.slug = "eau-potable"
    eau.save()
    page = seen(client, thematique="eau")
    assert page.select_one("select[name=thematique] option[selected]")["value"] == "eau-potable"
    assert titles(page) == ["Rapport", "Appel"]


@pytest.mark.parametrize(
    ("query", "is_indexed"),
    [
        ({}, True),
        ({"annee": 2020, "mois": 11}, True),
        ({"thematique": "eau", "annee": 2020}, False),
        ({"annee": 2001}, False),
    ],
)
def test_search_engines_keep_lists_by_one_filter_that_hold_something(news, client, query, is_indexed):
    assert (seen(client, **query).select_one("meta[name=robots]") is None) is is_indexed


def test_pages_keep_their_filters_and_say_where_one_is(index, client):
    for n in range(30):
        NewsPageFactory(parent=index, published_on=date(2020, 1, n + 1), kind="appel")
    page = seen(client, type="appel", page=2)

    assert "Page 2 sur 3" in page.select_one(".pagination").get_text()
    assert page.select_one("a[rel=next]")["href"] == "?type=appel&page=3#suite"
    assert page.select_one("link[rel=canonical]")["href"] == f"{HOST}/actualites/?type=appel&page=2"
    assert "page 2" in page.title.get_text()
    assert len({title for n in (1, 2, 3) for title in titles(seen(client, page=n))}) == 30


def test_pinned_news_come_first_once_and_on_the_first_page_alone(index, client, time_machine):
    time_machine.move_to("2026-06-15T12:00:00+02:00")
    NewsPageFactory(parent=index, title="Vieille", published_on=date(2006, 1, 1), pinned_until=date(2026, 7, 1))
    for n in range(13):
        NewsPageFactory(parent=index, published_on=date(2020, 1, n + 1))

    assert titles(seen(client))[0] == "Vieille"
    assert "Vieille" not in titles(seen(client))[1:] + titles(seen(client, page=2))
    assert titles(seen(client, annee=2006)) == ["Vieille"]
    assert "14 actualités" in seen(client).select_one("#liste").get_text()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("annee", "Cette année n’existe pas"),
        ("mois", "Ce mois n’existe pas"),
        ("thematique", "Cette thématique n’existe pas"),
        ("pays", "Ce groupe-pays n’existe pas"),
        ("type", "Ce choix n’existe pas"),
        ("emetteur", "Ce choix n’existe pas"),
    ],
)
def test_the_form_says_in_french_what_it_did_not_understand_and_hides_nothing(news, client, name, sentence):
    page = seen(client, **{name: "abc"})
    assert sentence in page.select_one(".field__error").get_text()
    assert len(titles(page)) == 4


def test_a_month_without_its_year_asks_for_it(news, client):
    assert "Choisissez aussi l’année" in seen(client, mois=11).select_one(".field__error").get_text()


@pytest.mark.django_db
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=sent(*NAMES))
def test_the_form_of_the_news_understands_or_says_why(data):
    form = NewsForm(data)
    list(form.narrow(NewsPage.objects.all()))
    assert set(form.chosen) | set(form.errors) <= set(NAMES)
    assert all(re.fullmatch(r"[\w-]+", value) for value in form.query.values())


@pytest.mark.parametrize("query", ["", "?page=3", "?annee=2020&mois=1", "?thematique=eau&page=2"])
def test_a_list_costs_the_same_whatever_it_holds(index, client, django_assert_max_num_queries, query):
    eau = Theme.objects.create(name="Eau", slug="eau")
    for n in range(40):
        item = NewsPageFactory(parent=index, published_on=date(2020, 1, n % 28 + 1), pinned_until=date(2099, 1, 1))
        item.themes = [eau]
        item.save()
    client.get("/actualites/")
    with django_assert_max_num_queries(12):
        assert client.get(f"/actualites/{query}").status_code == 200
