from datetime import date

import pytest

from agenda.templatetags.agenda import next_events, upcoming_events
from portal.models import Theme
from tests.factories import EventPageFactory, StandardPageFactory


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2026-06-15T12:00:00+02:00", tick=False)


def test_the_next_events_are_the_past_ones_for_want_of_others(agenda):
    past = EventPageFactory(parent=agenda, starts_on=date(2026, 6, 1))
    assert (next_events()["events"], next_events()["are_past"]) == ([past], True)
    coming = EventPageFactory(parent=agenda, starts_on=date(2026, 7, 1))
    assert (next_events()["events"], next_events()["are_past"]) == ([coming], False)
    assert next_events()["agenda"].pk == agenda.pk


def test_upcoming_events_may_be_those_of_a_theme(agenda):
    water = Theme.objects.create(name="Eau potable", slug="eau-potable")
    EventPageFactory(parent=agenda, starts_on=date(2026, 7, 1))
    event = EventPageFactory(parent=agenda, starts_on=date(2026, 8, 1))
    event.themes = [water]
    event.save()
    assert upcoming_events(theme=water) == [event]
    assert len(upcoming_events()) == 2


def test_a_page_may_announce_the_events_of_a_theme(agenda, client):
    water = Theme.objects.create(name="Eau potable", slug="eau-potable")
    body = [("events", {"title": "Nos journées de l’eau", "theme": water, "count": 2})]
    StandardPageFactory(parent=agenda.get_parent(), slug="eau", body=body)
    assert "Aucun évènement à venir pour le moment." in client.get("/eau/").content.decode()
    event = EventPageFactory(parent=agenda, title="Rivières", starts_on=date(2026, 8, 1))
    event.themes = [water]
    event.save()
    assert "Rivières" in client.get("/eau/").content.decode()
