from datetime import date

import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from portal.models import CountryGroup, Theme
from tests.factories import (
    AictPageFactory,
    EventPageFactory,
    FundingPageFactory,
    FundingSourceFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
)


@pytest.fixture
def call(agenda, time_machine):
    """A call for projects on water that closes on 10 July 2026; we are on 15 June."""
    time_machine.move_to("2026-06-15T12:00:00+02:00", tick=False)
    FundingPageFactory(parent=AictPageFactory(parent=agenda.get_parent()))
    source = FundingSourceFactory(funder="AFD", scheme="FICOL", closes_on=date(2026, 7, 10))
    source.themes = [Theme.objects.create(name="Eau potable", slug="eau-potable")]
    source.save()
    return source


def cards(client, query=""):
    soup = BeautifulSoup(client.get(f"/agenda/{query}").content.decode(), "html5lib")
    return [" ".join(card.get_text().split()) for card in soup.select(".event-card--deadline")]


def test_the_close_of_a_call_for_funding_is_a_deadline_of_the_agenda(call, client):
    [card] = cards(client)
    assert "Échéance" in card
    assert "AFD – FICOL" in card
    assert "Clôture de l’appel à projets le 10 juillet 2026" in card
    assert "AFD\u00a0– FICOL" in client.get("/agenda/?mois=2026-07").content.decode()
    assert "Échéance\u00a0: AFD\u00a0– FICOL" in client.get("/agenda/agenda.ics").content.decode()
    assert "Échéance\u00a0: AFD\u00a0– FICOL" in client.get("/agenda/rss.xml").content.decode()


def test_the_last_day_of_a_call_in_the_news_is_a_deadline_of_the_agenda(agenda, client, time_machine):
    time_machine.move_to("2026-06-15T12:00:00+02:00", tick=False)
    group = CountryGroup.objects.create(name="Algérie", slug="algerie")
    news = NewsIndexPageFactory(parent=agenda.get_parent())
    for name, live in (("Appel aux jumelages", True), ("Appel non publié", False)):
        item = NewsPageFactory(parent=news, title=name, closes_on=date(2026, 7, 10), live=live)
        item.country_groups = [group]
        item.save()

    [card] = cards(client, "?pays=algerie")
    assert "Appel aux jumelages" in card
    assert "Date limite le 10 juillet 2026" in card
    assert cards(client, "?fin=2026-07-09") == []


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("?thematique=eau-potable", 1),
        ("?type=echeances", 1),
        ("?type=evenements", 0),
        ("?q=ficol", 1),
        ("?q=autre", 0),
        ("?format=en-ligne", 0),
        ("?fin=2026-07-09", 0),
        ("?periode=passes", 0),
    ],
)
def test_the_filters_hold_for_deadlines(call, client, query, number):
    assert len(cards(client, query)) == number


def entries(client):
    found = Calendar.from_ical(client.get("/agenda/agenda.ics").content).walk("VEVENT")
    return {str(entry["UID"]).partition("-")[0]: entry for entry in found if "Échéance" in str(entry["SUMMARY"])}


def test_a_deadline_that_moves_is_a_later_version_of_the_same_entry(agenda, call, client, time_machine):
    page = NewsIndexPageFactory(parent=agenda.get_parent())
    item = NewsPageFactory(parent=page, closes_on=date(2026, 7, 10), published_on=date(2026, 6, 1))
    event = EventPageFactory(parent=agenda, starts_on=date(2026, 8, 1), registration_closes_on=date(2026, 7, 10))
    changes = {call: "closes_on", item: "closes_on", event: "registration_closes_on"}
    for record in changes:
        record.save_revision().publish()
    before = entries(client)
    time_machine.move_to("2026-06-15T13:00:00+02:00", tick=False)
    for record, name in changes.items():
        record = type(record).objects.get(pk=record.pk)
        setattr(record, name, date(2026, 7, 20))
        record.save_revision().publish()
    after = entries(client)

    assert set(before) == set(after) == {"financement", "actualite", "inscription"}
    for kind, entry in after.items():
        assert entry["UID"] == before[kind]["UID"]
        assert entry["SEQUENCE"] > before[kind]["SEQUENCE"]
        assert entry.decoded("LAST-MODIFIED") > before[kind].decoded("LAST-MODIFIED")
        assert entry.decoded("DTSTART") == date(2026, 7, 20)


def test_who_asks_for_changes_by_their_date_is_sent_that_of_a_call(call, client, time_machine):
    # What was written of the pages of this test bears the hour of the machine.
    PageLogEntry.objects.all().delete()
    sent = client.get("/agenda/agenda.ics")["Last-Modified"]
    time_machine.move_to("2026-06-15T13:00:00+02:00", tick=False)
    assert client.get("/agenda/agenda.ics", headers={"If-Modified-Since": sent}).status_code == 304
    call.closes_on = date(2026, 7, 20)
    call.save()
    log(call, "wagtail.edit")
    assert client.get("/agenda/agenda.ics", headers={"If-Modified-Since": sent}).status_code == 200
