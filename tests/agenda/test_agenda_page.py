from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda.models import Audience, EventPage
from portal.models import SiteSettings, Theme
from portal.taxonomy import merge
from tests.factories import EventPageFactory

TODAY = "2026-06-15T12:00:00+02:00"


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(TODAY, tick=False)


def read(client, query=""):
    response = client.get(f"/agenda/{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html5lib")


def titles(soup):
    return [title.get_text() for title in soup.select(".event-card h3")]


def groups(soup):
    return [name.get_text() for name in soup.select(".event-groups__name")]


def text(soup):
    return " ".join(soup.get_text().split())


def test_what_comes_is_listed_by_month_the_nearest_first_and_what_lasts_before(agenda, client):
    EventPageFactory(parent=agenda, title="Août", starts_on=date(2026, 8, 1))
    EventPageFactory(parent=agenda, title="Juillet", starts_on=date(2026, 7, 1))
    EventPageFactory(parent=agenda, title="Long", starts_on=date(2026, 5, 1), ends_on=date(2026, 9, 1))
    EventPageFactory(parent=agenda, title="Passé", starts_on=date(2026, 6, 14))
    soup = read(client)
    assert titles(soup) == ["Long", "Juillet", "Août"]
    assert groups(soup) == ["En cours", "Juillet 2026", "Août 2026"]
    assert soup.select_one("main [role=status]").get_text() == "3 évènements à venir"


def test_past_events_are_listed_by_year_the_latest_first(agenda, client):
    EventPageFactory(parent=agenda, title="Avant", starts_on=date(2025, 6, 1))
    EventPageFactory(parent=agenda, title="Hier", starts_on=date(2026, 6, 14))
    soup = read(client, "?periode=passes")
    assert (titles(soup), groups(soup)) == (["Hier", "Avant"], ["2026", "2025"])


def test_when_nothing_is_to_come_the_page_says_so_and_shows_what_is_past(agenda, client):
    EventPageFactory(parent=agenda, title="Hier", starts_on=date(2026, 6, 14))
    soup = read(client)
    assert "Aucun évènement à venir pour le moment." in text(soup)
    assert titles(soup) == ["Hier"]


def test_a_deadline_stands_among_the_events_under_its_own_word(agenda, client):
    EventPageFactory(parent=agenda, title="Forum", starts_on=date(2026, 8, 1), registration_closes_on=date(2026, 7, 10))
    soup = read(client)
    assert titles(soup) == ["Forum", "Forum"]
    assert [mark.get_text() for mark in soup.select(".event-card--deadline .tag")] == ["Échéance"]
    assert soup.select_one("main [role=status]").get_text() == "1 évènement à venir, 1 échéance"
    assert titles(read(client, "?type=evenements")) == ["Forum"]
    assert "1 échéance" in text(read(client, "?type=echeances"))


def test_deadlines_stand_on_the_page_of_their_date(agenda, client):
    for number in range(13):
        closes = date(2026, 7, 30) if number == 12 else None
        EventPageFactory(parent=agenda, starts_on=date(2026, 7, 1 + number * 2), registration_closes_on=None)
        if closes:
            EventPageFactory(parent=agenda, title="Forum", starts_on=date(2026, 9, 1), registration_closes_on=closes)
    assert not read(client).select(".event-card--deadline")
    assert len(read(client, "?page=2").select(".event-card--deadline")) == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?format=en-ligne", ["Visio"]),
        ("?public=elus", ["Visio"]),
        ("?q=journ", ["Journée"]),
        ("?annee=2025", ["Vieux"]),
        ("?debut=2026-07-02&fin=2026-07-31", ["Journée"]),
        ("?debut=02/07/2026", ["Journée"]),
        ("?mois=2026-07", ["Visio", "Journée"]),
        ("?periode=tous", ["Vieux", "Visio", "Journée"]),
        ("?periode=passes&periode=tous", ["Vieux", "Visio", "Journée"]),
    ],
)
def test_a_filter_narrows_the_list(agenda, client, query, expected):
    EventPageFactory(parent=agenda, title="Vieux", starts_on=date(2025, 6, 1))
    online = EventPageFactory(parent=agenda, title="Visio", starts_on=date(2026, 7, 1), format="en-ligne")
    online.audiences = [Audience.objects.create(name="Élus", slug="elus")]
    online.save()
    EventPageFactory(parent=agenda, title="Journée", starts_on=date(2026, 7, 8), format="sur-place")
    assert titles(read(client, query)) == expected


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?mois=2024-13", "Ce mois n’existe pas."),
        ("?mois=juin", "Ce mois n’existe pas."),
        ("?debut=abc", "Cette date n’existe pas."),
        ("?fin=31/02/2026", "Cette date n’existe pas."),
        ("?debut=0001-01-01", "Cette date n’existe pas."),
        ("?debut=2026-07-02&fin=2026-07-01", "La fin ne peut pas précéder le début."),
        ("?thematique=inconnue", "Cette thématique n’existe pas."),
        ("?pays=inconnu", "Ce groupe-pays n’existe pas"),
        ("?format=x", "Ce format n’existe pas"),
        ("?public=x", "Ce public n’existe pas"),
        ("?periode=x", "Cette période n’existe pas"),
        ("?type=x", "Ce type n’existe pas"),
    ],
)
def test_what_is_not_understood_is_said_and_the_page_still_shows_something(agenda, client, query, sentence):
    EventPageFactory(parent=agenda, title="Forum", starts_on=date(2026, 8, 1))
    soup = read(client, query)
    assert sentence in text(soup)
    assert titles(soup) == ["Forum"]


def test_the_filters_keep_the_month_and_dates_win_over_it(agenda, client):
    EventPageFactory(parent=agenda, title="Juillet", starts_on=date(2026, 7, 1))
    EventPageFactory(parent=agenda, title="Août", starts_on=date(2026, 8, 1))
    soup = read(client, "?mois=2026-08")
    assert soup.select_one(".filters [name=mois]")["value"] == "2026-08"
    assert titles(read(client, "?mois=2026-08&q=juillet&periode=tous")) == []
    assert titles(read(client, "?mois=2026-08&debut=2026-07-01&fin=2026-07-31&periode=tous")) == ["Juillet"]
    assert read(client, "?mois=2026-13").select_one(".filters [name=mois]").get("value", "") == ""


def test_a_day_chosen_in_the_grid_leaves_the_others_in_sight(agenda, client):
    EventPageFactory(parent=agenda, title="Lundi", starts_on=date(2026, 7, 6))
    EventPageFactory(parent=agenda, title="Mardi", starts_on=date(2026, 7, 7))
    soup = read(client, "?debut=2026-07-06&fin=2026-07-06")
    assert titles(soup) == ["Lundi"]
    assert len(soup.select(".month-grid td a")) == 2


def test_a_day_chosen_in_the_grid_is_named_above_what_it_has(agenda, client):
    closes = date(2026, 7, 6)
    EventPageFactory(parent=agenda, starts_on=date(2026, 7, 20), registration_closes_on=closes)
    soup = read(client, "?debut=2026-07-06&fin=2026-07-06")
    assert text(soup.find(id="liste")) == "6 juillet 2026"
    assert soup.select_one("main [role=status]").get_text() == "1 échéance"
    assert groups(soup) == []
    assert text(read(client, "?debut=2026-07-08&fin=2026-07-08").find(id="liste")) == "8 juillet 2026"


def test_a_filter_that_finds_nothing_says_so_and_offers_to_clear(agenda, client):
    EventPageFactory(parent=agenda, title="Forum", starts_on=date(2026, 8, 1))
    soup = read(client, "?q=introuvable")
    assert "ne correspond" in text(soup)
    assert soup.find("a", string="Tout effacer")["href"] == "/agenda/"


def test_the_grid_of_a_month_says_what_takes_place_and_leads_to_the_months_beside(agenda, client):
    EventPageFactory(parent=agenda, title="Forum", starts_on=date(2026, 6, 29), ends_on=date(2026, 7, 2))
    soup = read(client, "?mois=2026-07")
    table = soup.select_one(".month-grid table")
    assert table.caption.get_text() == "juillet 2026"
    assert table.select_one("th[scope=col] .visually-hidden").get_text() == "lundi"
    assert [a.get_text(" ", strip=True) for a in table.select("a")] == [
        "1 juillet\u00a0: Forum",
        "2 juillet\u00a0: Forum",
    ]
    assert [a["href"] for a in soup.select(".month-grid nav a")] == ["?mois=2026-06#mois"]


def test_a_month_of_the_grid_leaves_the_form_folded_and_the_way_back_in_sight(agenda, client):
    EventPageFactory(parent=agenda, title="Forum", starts_on=date(2026, 7, 1), format="en-ligne")
    soup = read(client, "?mois=2026-07")
    assert not soup.select(".filters[open]")
    assert soup.find("a", string="Évènements à venir")["href"] == "?"
    soup = read(client, "?mois=2026-07&format=en-ligne")
    assert soup.select(".filters[open]")
    assert soup.find("a", string="Évènements à venir")["href"] == "?format=en-ligne"


def test_who_goes_from_the_grid_to_a_month_or_a_day_stays_there(agenda, client):
    EventPageFactory(parent=agenda, starts_on=date(2026, 7, 1))
    soup = read(client, "?mois=2026-07")
    for link in soup.select(".month-grid a"):
        address, _, place = link["href"].partition("#")
        assert read(client, address).select_one(f"#{place}")


def test_a_card_says_in_words_what_one_must_know(agenda, client):
    EventPageFactory(parent=agenda, starts_on=date(2026, 7, 1), state="annule", state_note="Grève.")
    EventPageFactory(parent=agenda, starts_on=date(2026, 7, 2), state="complet")
    EventPageFactory(parent=agenda, starts_on=date(2026, 7, 3), state="a-confirmer")
    EventPageFactory(parent=agenda, starts_on=date(2026, 7, 4), state="reporte-sans-date")
    EventPageFactory(parent=agenda, starts_at=time(9), ends_at=time(18))
    marks = [mark.get_text() for mark in read(client).select(".event-card .tag")]
    assert marks == ["En cours", "Annulé", "Complet", "À confirmer", "Reporté, nouvelle date à venir"]


def test_the_page_asks_as_few_questions_of_the_database_for_many_events_as_for_one(agenda, client):
    def queries(address):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    addresses = ["/agenda/", "/agenda/?mois=2026-07", "/agenda/?periode=passes", "/agenda/agenda.ics"]
    add_events(agenda, 2)
    SiteSettings.load()
    few = [queries(address) for address in addresses]
    add_events(agenda, 60)
    assert [queries(address) for address in addresses] == few
    assert max(few) < 15


def add_events(agenda, count):
    for number in range(count):
        day = date(2026, 7, 1 + number % 30) if number % 2 else date(2026, 5, 1 + number % 30)
        EventPageFactory(parent=agenda, starts_on=day, registration_closes_on=day)
    assert EventPage.objects.count() >= count


def test_a_subscription_by_a_theme_outlives_its_name(agenda, client):
    kept = Theme.objects.create(name="Eau", slug="eau")
    gone = Theme.objects.create(name="Eaux", slug="eaux")
    event = EventPageFactory(parent=agenda, title="Café de l’eau", starts_on=date(2030, 1, 15))
    event.themes = [gone]
    event.save()
    merge(gone, kept)

    for address in ("/agenda/?thematique=eaux", "/agenda/agenda.ics?thematique=eaux"):
        assert "Café de l’eau" in client.get(address).content.decode()
