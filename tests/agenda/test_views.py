from datetime import date, timedelta

import feedparser
import pytest
from django.utils import timezone
from icalendar import Calendar

from portal.models import Theme
from tests.factories import EventPageFactory

TODAY = "2026-06-15T12:00:00+02:00"


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(TODAY, tick=False)


def names(response):
    return [str(item["SUMMARY"]) for item in Calendar.from_ical(response.content).walk("VEVENT")]


def test_the_calendar_holds_what_comes_and_the_last_twelve_months_and_says_so(agenda, client):
    for title, day in [("Vieux", date(2025, 6, 1)), ("Récent", date(2025, 7, 1)), ("Prochain", date(2027, 7, 1))]:
        EventPageFactory(parent=agenda, title=title, starts_on=day)
    response = client.get("/agenda/agenda.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert names(response) == ["Récent", "Prochain"]
    assert "douze derniers mois" in str(Calendar.from_ical(response.content)["X-WR-CALDESC"])


def test_a_cancelled_event_stays_thirty_days(agenda, client, time_machine):
    event = EventPageFactory(parent=agenda, title="Assises", starts_on=date(2026, 12, 1))
    event.state, event.state_note = "annule", "Grève."
    event.save_revision().publish()
    assert names(client.get("/agenda/agenda.ics")) == ["ANNULÉ\u00a0: Assises"]
    time_machine.move_to(timezone.now() + timedelta(days=29), tick=False)
    event.save_revision().publish()
    assert names(client.get("/agenda/agenda.ics")) == ["ANNULÉ\u00a0: Assises"]
    time_machine.move_to(timezone.now() + timedelta(days=2), tick=False)
    assert names(client.get("/agenda/agenda.ics")) == []


def test_the_calendar_is_narrowed_as_the_page_is(agenda, client):
    water = Theme.objects.create(name="Eau", slug="eau")
    EventPageFactory(parent=agenda, title="Ailleurs")
    event = EventPageFactory(parent=agenda, title="Rivières")
    event.themes = [water]
    event.save()
    assert names(client.get("/agenda/agenda.ics?thematique=eau")) == ["Rivières"]
    assert names(client.get("/agenda/agenda.ics?q=aill&inconnu=1")) == ["Ailleurs"]
    assert names(client.get("/agenda/agenda.ics?type=echeances")) == []
    page = client.get("/agenda/?thematique=eau").content.decode()
    assert "webcal://testserver/agenda/agenda.ics?thematique=eau" in page


@pytest.mark.parametrize("address", ["/agenda/agenda.ics", "/agenda/rss.xml"])
def test_a_subscription_to_what_does_not_exist_is_refused_in_french(agenda, client, address):
    response = client.get(f"{address}?thematique=disparue")
    assert response.status_code == 404
    assert "Cette thématique n’existe pas." in response.content.decode()


@pytest.mark.parametrize("address", ["/agenda/agenda.ics", "/agenda/rss.xml", "/agenda/assises/evenement.ics"])
def test_who_already_has_it_is_answered_with_304(agenda, client, address):
    EventPageFactory(parent=agenda, slug="assises").save_revision().publish()
    first = client.get(address)
    for header in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
        again = client.get(address, headers=header)
        assert (again.status_code, again.content) == (304, b"")
    assert client.get(address, headers={"if-none-match": '"autre"'}).status_code == 200


def test_a_change_is_sent_to_who_had_the_calendar(agenda, client, time_machine):
    event = EventPageFactory(parent=agenda, title="Assises")
    first = client.get("/agenda/agenda.ics")
    time_machine.move_to(timezone.now() + timedelta(minutes=5), tick=False)
    event.unpublish()
    for header in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
        assert names(client.get("/agenda/agenda.ics", headers=header)) == []


def test_an_event_that_visitors_may_not_read_has_no_calendar(agenda, client):
    EventPageFactory(parent=agenda, slug="brouillon", live=False)
    assert client.get("/agenda/brouillon/evenement.ics").status_code == 404


def test_the_calendar_of_an_event_is_a_file_named_after_it(agenda, client):
    EventPageFactory(parent=agenda, slug="journée")
    response = client.get("/agenda/journée/evenement.ics")
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]


def test_the_feed_tells_what_comes_with_its_state_and_the_deadlines(agenda, client):
    event = EventPageFactory(
        parent=agenda, title="Assises", starts_on=date(2026, 7, 1), registration_closes_on=date(2026, 6, 20)
    )
    event.state = "complet"
    event.save_revision().publish()
    other = EventPageFactory(
        parent=agenda, title="Forum", starts_on=date(2026, 7, 2), registration_closes_on=date(2026, 6, 25)
    )
    other.save_revision().publish()
    EventPageFactory(parent=agenda, title="Passé", starts_on=date(2026, 6, 1))
    feed = feedparser.parse(client.get("/agenda/rss.xml").content)
    assert not feed.bozo
    titles = [entry.title for entry in feed.entries]
    assert set(titles) == {"Complet\u00a0: Assises", "Forum", "Échéance\u00a0: Forum"}
    assert all(entry.link.startswith("http://testserver/agenda/") for entry in feed.entries)
