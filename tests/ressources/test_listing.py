import re
from datetime import date
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings

from deploy.crowd import crowd_of_resources
from portal.models import CountryGroup, Theme
from ressources.forms import ResourceForm
from ressources.models import Publisher, ResourcePage
from tests.factories import ResourcePageFactory
from tests.test_robustness import sent as typed

HOST = "http://testserver"
NAMES = ("q", "type", "thematique", "pays", "annee", "langue", "editeur", "tri", "vue")


@pytest.fixture
def resources(centre):
    """Four resources that differ by everything, one of them without a date."""
    eau, haiti = Theme.objects.create(name="Eau", slug="eau"), CountryGroup.objects.create(name="Haïti", slug="haiti")
    cuf = Publisher.objects.create(name="CUF", slug="cuf")
    guide = ResourcePageFactory(parent=centre, title="Écrire une convention", dated_on=date(2020, 3, 1), publisher=cuf)
    film = ResourcePageFactory(parent=centre, title="Un film", kind="video", dated_on=date(2021, 3, 1), language="en")
    for page, groups in ((guide, []), (film, [haiti])):
        page.themes, page.country_groups = [eau], groups
        page.save()
    ResourcePageFactory(parent=centre, title="album", kind="photo", dated_on=date(2020, 5, 1))
    ResourcePageFactory(parent=centre, title="Sans date", kind="son", lead="Un entretien sur la convention.")
    return centre


def seen(client, **query):
    return BeautifulSoup(client.get(f"/ressources/?{urlencode(query, doseq=True)}").content, "html5lib")


def titles(page):
    return [link.get_text() for link in page.select("[class^=resource-] h3 a")]


def options(page, name):
    return [option.get_text() for option in page.select(f"select[name={name}] option")]


def boxes(page):
    return [label.get_text(" ", strip=True) for label in page.select(".field__choice")]


@pytest.mark.parametrize(
    ("query", "found", "heading"),
    [
        ({}, ["Un film", "album", "Écrire une convention", "Sans date"], "4 ressources"),
        ({"tri": "titre"}, ["album", "Écrire une convention", "Sans date", "Un film"], "4 ressources"),
        ({"type": "son"}, ["Sans date"], "1 ressource : son"),
        ({"type": ["son", "photo"]}, ["album", "Sans date"], "2 ressources : son ou photo"),
        ({"thematique": "eau"}, ["Un film", "Écrire une convention"], "2 ressources : Eau"),
        ({"pays": "haiti", "thematique": "eau"}, ["Un film"], "1 ressource : Eau, Haïti"),
        ({"annee": 2020}, ["album", "Écrire une convention"], "2 ressources : 2020"),
        ({"langue": "en"}, ["Un film"], "1 ressource : en anglais"),
        ({"editeur": "cuf"}, ["Écrire une convention"], "1 ressource : CUF"),
        ({"q": "convention"}, ["Écrire une convention", "Sans date"], "2 ressources : « convention »"),
        ({"q": "convention écrire"}, ["Écrire une convention"], "1 ressource : « convention écrire »"),
        ({"annee": 2020, "type": "son"}, [], "Aucune ressource : son, 2020"),
    ],
)
def test_the_address_says_what_is_listed(resources, client, query, found, heading):
    for layout in ("grille", "liste"):
        page = seen(client, **query, vue=layout)
        assert titles(page) == found
        status = page.select_one("[role=status] #resultats").get_text()
        assert re.sub(r"\s+", " ", status) == heading


def test_each_choice_says_how_many_it_would_give_with_the_others(resources, client):
    assert boxes(seen(client)) == ["Texte (1)", "Photo (1)", "Son (1)", "Vidéo (1)"]
    assert boxes(seen(client, thematique="eau")) == ["Texte (1)", "Photo (0)", "Son (0)", "Vidéo (1)"]
    assert boxes(seen(client, type="son", annee=2020)) == ["Texte (1)", "Photo (1)", "Son (0)", "Vidéo (0)"]
    assert options(seen(client), "annee") == ["Toutes", "2021 (1)", "2020 (2)"]
    assert options(seen(client, annee=2020, type="texte"), "annee") == ["Toutes", "2020 (1)"]
    assert options(seen(client), "thematique") == ["Toutes", "Eau (2)"]
    assert options(seen(client, type="video"), "pays") == ["Tous", "Haïti (1)"]
    assert options(seen(client, q="convention"), "langue") == ["Toutes", "français (2)"]
    assert options(seen(client), "editeur") == ["Tous", "CUF (1)"]


def test_what_is_chosen_is_what_the_form_shows(resources, client):
    page = seen(client, type=["son", "video"], annee=2021, vue="liste", tri="titre")

    assert [box["value"] for box in page.select("input[name=type][checked]")] == ["son", "video"]
    assert page.select_one("select[name=annee] option[selected]")["value"] == "2021"
    assert {field["name"]: field["value"] for field in page.select("input[type=hidden]")} == {
        "tri": "titre",
        "vue": "liste",
    }
    assert page.select_one("details.filters").has_attr("open")
    assert not seen(client, vue="liste").select_one("details.filters").has_attr("open")


def test_sorting_and_showing_keep_the_filters(resources, client):
    links = {link.get_text(): link["href"] for link in seen(client, type=["son", "photo"]).select(".list-settings a")}

    assert links["Titre"] == "/ressources/?type=son&type=photo&tri=titre#suite"
    assert links["Liste"] == "/ressources/?type=son&type=photo&vue=liste#suite"
    assert links["Date"] == "/ressources/?type=son&type=photo#suite"


@pytest.mark.parametrize(
    ("query", "canonical", "is_indexed"),
    [
        ("", "", True),
        ("page=1&tri=titre&vue=liste", "", True),
        ("type=faux&x=1&langue=", "", True),
        ("type=son&type=son", "?type=son", True),
        ("thematique=ancienne", "?thematique=eau", True),
        ("annee=2020&type=photo", "?type=photo&annee=2020", False),
        ("q=film", "?q=film", False),
        ("annee=1999", "?annee=1999", False),
    ],
)
def test_a_list_has_one_address_however_it_is_sorted_and_shown(resources, client, query, canonical, is_indexed):
    eau = Theme.objects.get(slug="eau")
    eau.remember_slugs("ancienne")
    eau.save()
    page = BeautifulSoup(client.get(f"/ressources/?{query}").content, "html5lib")
    assert page.select_one("link[rel=canonical]")["href"] == f"{HOST}/ressources/{canonical}"
    assert (page.select_one("meta[name=robots]") is None) is is_indexed


@pytest.mark.parametrize("name", ["type", "thematique", "pays", "annee", "langue", "editeur"])
def test_the_form_says_in_french_what_it_did_not_understand_and_hides_nothing(resources, client, name):
    page = seen(client, **{name: "abc"})
    assert "existe pas" in page.select_one(".field__error").get_text()
    assert len(titles(page)) == 4


def test_what_is_not_public_is_neither_listed_nor_counted(resources, client):
    ResourcePage.objects.get(title="album").unpublish()

    assert "album" not in titles(seen(client))
    assert boxes(seen(client))[1] == "Photo (0)"
    assert options(seen(client), "annee") == ["Toutes", "2021 (1)", "2020 (1)"]


@pytest.mark.django_db
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=typed(*NAMES))
def test_the_form_of_the_resources_understands_or_says_why(data):
    form = ResourceForm(data)
    list(form.narrow(ResourcePage.objects.all()))
    assert set(form.chosen) | set(form.errors) <= set(NAMES)


def test_twenty_thousand_resources_are_counted_and_listed_in_few_questions(
    centre, client, django_assert_max_num_queries
):
    crowd_of_resources(centre, 20_000)
    client.get("/ressources/")
    for query, number in (
        ({}, "20 000"),
        ({"type": ["son", "video"], "thematique": "sujet-2", "page": 3}, "1 000"),
        ({"annee": 2010, "langue": "fr", "tri": "titre", "vue": "liste"}, None),
        ({"q": "19 99"}, None),
    ):
        with django_assert_max_num_queries(15):
            page = seen(client, **query)
        assert len(titles(page)) in range(1, 13)
        heading = re.sub(r"\s", " ", page.select_one("#resultats").get_text())
        assert number is None or heading.startswith(f"{number} ressources")


def test_the_counts_of_a_crowd_are_those_of_its_pages(centre, client):
    crowd_of_resources(centre, 400)
    every = ResourcePage.objects.filter(dated_on__year=2010)
    shown = dict(re.findall(r"(\w+) \((\d+)\)", " ".join(boxes(seen(client, annee=2010)))))
    assert {label: int(n) for label, n in shown.items()} == {
        label: every.filter(kind=kind).count() for kind, label in ResourcePage._meta.get_field("kind").choices
    }
