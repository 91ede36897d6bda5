"""The lists in which editors find, order and delete what they write."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from agenda.models import EventPage
from aict.models import FundingSource, KeyFigure
from aict.quantities import Unit
from tests.editing import sign_in
from tests.factories import (
    AgendaPageFactory,
    DossierPageFactory,
    EventPageFactory,
    FundingSourceFactory,
    KeyFigureFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    ResourceCentrePageFactory,
    ResourcePageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    return sign_in(client)


def words(response):
    return " ".join(strip_tags(response.text).split())


def listed(editor, model, **narrowing):
    return words(editor.get(reverse(model.snippet_viewset.get_url_name("list_results")), narrowing))


def view(record, name):
    return reverse(record.snippet_viewset.get_url_name(name), args=[record.pk])


def test_figures_are_listed_with_their_value_and_its_date(editor):
    KeyFigureFactory(name="Partenariats", value=10531)

    assert "Partenariats" in listed(editor, KeyFigure)
    assert "10 531 État au 2 novembre 2020 oui" in listed(editor, KeyFigure)


def test_a_figure_is_found_by_its_name_and_by_whether_it_is_shown(editor):
    KeyFigureFactory(name="Partenariats", value=1)
    KeyFigureFactory(name="Opinion", value=2, is_listed=False)

    assert "Opinion" not in listed(editor, KeyFigure, q="parten")
    assert "Partenariats" not in listed(editor, KeyFigure, is_listed="false")


def test_sources_of_funding_are_listed_with_their_state(editor):
    FundingSourceFactory(funder="Agence", closes_on=date(2020, 1, 31))
    FundingSourceFactory(funder="Ministère", is_permanent=True)

    assert "clos depuis le 31 janvier 2020" in listed(editor, FundingSource)
    assert "Agence" not in listed(editor, FundingSource, is_permanent="true")


@pytest.mark.parametrize("factory", [KeyFigureFactory, FundingSourceFactory])
def test_what_is_dragged_stays_where_it_was_put(editor, factory):
    first, second, third = (factory() for _ in range(3))

    moved = editor.post(view(third, "reorder") + "?position=0")

    assert moved.json() == {"success": True}
    assert list(type(first).objects.all()) == [third, first, second]


@pytest.fixture
def computed():
    euros = [KeyFigureFactory(value=value, value__unit=Unit.MILLION_EURO) for value in (180, 100)]
    return KeyFigureFactory(name="Levier", numerator=euros[0], denominator=euros[1])


def test_a_figure_that_another_is_computed_from_is_not_deleted_and_says_where_it_is_used(editor, computed):
    asked = editor.get(view(computed.numerator, "delete"))
    editor.post(view(computed.numerator, "delete"))

    assert "l'empêche d'être supprimé" in words(asked)
    assert "Levier" in words(editor.get(view(computed.numerator, "usage")))
    assert KeyFigure.objects.filter(pk=computed.numerator.pk).exists()


def explored(editor, parent, **narrowing):
    return words(editor.get(reverse("wagtailadmin_explore_results", args=[parent.pk]), narrowing))


def test_events_are_listed_with_their_dates_the_latest_first(editor, home):
    agenda = AgendaPageFactory(parent=home)
    EventPageFactory(parent=agenda, title="Ancienne", starts_on=date(2024, 4, 25), place="Lyon")
    EventPageFactory(parent=agenda, title="Prochaine", starts_on=date(2030, 4, 25))

    shown = explored(editor, agenda)

    assert "le 25 avril 2024 confirmé Lyon" in shown.replace("Confirmé", "confirmé")
    assert shown.index("Prochaine") < shown.index("Ancienne")
    assert "Ancienne" not in explored(editor, agenda, since="01/01/2025")
    assert "Prochaine" not in explored(editor, agenda, q="ancienne")


def test_news_is_listed_with_its_date(editor, home):
    index = NewsIndexPageFactory(parent=home)
    NewsPageFactory(parent=index, title="Nouvelle", published_on=date(2024, 4, 25))

    assert "25 avril 2024" in explored(editor, index)


def test_resources_and_dossiers_are_listed_together(editor, home):
    centre = ResourceCentrePageFactory(parent=home)
    ResourcePageFactory(parent=centre, title="Film", kind="video", is_example=True)
    DossierPageFactory(parent=centre, title="Actes")

    assert "Film" in explored(editor, centre)
    assert "Actes" in explored(editor, centre)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, ["Atlas", "Film"]),
        ({"kind": "video"}, ["Film"]),
        ({"is_example": "true"}, ["Film"]),
        ({"q": "atlas"}, ["Atlas"]),
    ],
)
def test_resources_are_listed_with_their_kind_and_narrowed(editor, home, query, shown):
    centre = ResourceCentrePageFactory(parent=home)
    ResourcePageFactory(parent=centre, title="Film", kind="video", is_example=True)
    ResourcePageFactory(parent=centre, title="Atlas", kind="texte")

    page = editor.get(reverse("ressources:index"), query)
    assert sorted(found.title for found in page.context["object_list"]) == shown
    assert "Type Date Exemple" in words(page)


def test_the_list_of_events_survives_an_event_that_was_never_published(editor, home):
    agenda = AgendaPageFactory(parent=home)
    EventPageFactory(parent=agenda, title="Brouillon", live=False)

    assert "Brouillon" in explored(editor, agenda)
    assert EventPage.objects.count() == 1
