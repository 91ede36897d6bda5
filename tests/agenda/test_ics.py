"""The .ics of the agenda, read by icalendar and again by vobject, which shares nothing with it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from icalendar import Calendar

from agenda import ics
from agenda.models import EventSession
from tests.factories import EventPageFactory

PARIS = ZoneInfo("Europe/Paris")


def read(body):
    """Return the VEVENTs of a calendar as icalendar reads them, once vobject has read as many."""
    items = Calendar.from_ical(body).walk("VEVENT")
    others = [item for item in vobject.readOne(body.decode()).components() if item.name == "VEVENT"]
    assert [str(item["SUMMARY"]) for item in items] == [other.summary.value for other in others]
    assert [item.decoded("DTSTART") for item in items] == [other.dtstart.value for other in others]
    return items


def one(event):
    return read(ics.event_calendar(event))[0]


def test_days_in_a_row_end_on_the_day_after_the_last_which_is_excluded(agenda):
    item = one(EventPageFactory(parent=agenda, starts_on=date(2024, 11, 18), ends_on=date(2024, 11, 21)))
    assert item.decoded("DTSTART") == date(2024, 11, 18)
    assert item.decoded("DTEND") == date(2024, 11, 22)


@pytest.mark.parametrize(("day", "offset"), [(date(2026, 3, 29), 2), (date(2026, 10, 25), 1), (date(2026, 1, 5), 1)])
def test_hours_are_those_of_paris_whatever_the_season(agenda, day, offset):
    item = one(EventPageFactory(parent=agenda, starts_on=day, starts_at=time(17, 30), ends_at=time(18, 15)))
    start = item.decoded("DTSTART")
    assert item["DTSTART"].params["TZID"] == "Europe/Paris"
    assert start == datetime.combine(day, time(17, 30), PARIS)
    assert start.utcoffset() == timedelta(hours=offset)
    assert item.decoded("DTEND") - start == timedelta(minutes=45)


def test_an_hour_without_an_end_has_none(agenda):
    assert "DTEND" not in one(EventPageFactory(parent=agenda, starts_at=time(9)))


def test_the_time_zone_is_told_with_its_two_seasons(agenda):
    body = ics.event_calendar(EventPageFactory(parent=agenda, starts_at=time(9)))
    zone = Calendar.from_ical(body).walk("VTIMEZONE")[0]
    assert zone["TZID"] == "Europe/Paris"
    assert {part.name for part in zone.subcomponents} == {"DAYLIGHT", "STANDARD"}


def test_each_sitting_is_an_entry_with_a_name_of_its_own(agenda):
    event = EventPageFactory(parent=agenda, starts_on=date(2026, 6, 1))
    event.sessions.add(EventSession(day=date(2026, 6, 8), starts_at=time(9), ends_at=time(12)))
    event.save()
    items = read(ics.event_calendar(event))
    assert [str(item["UID"]) for item in items] == [
        f"evenement-{event.pk}@testserver",
        f"evenement-{event.pk}-{event.sessions.get().pk}@testserver",
    ]
    assert str(items[1]["SUMMARY"]).endswith("(2/2)")


def test_a_sitting_keeps_its_name_when_another_comes_before_it(agenda):
    event = EventPageFactory(parent=agenda, starts_on=date(2026, 3, 3))
    event.sessions.add(EventSession(day=date(2026, 3, 17)))
    event.save()
    before = {item.decoded("DTSTART"): item["UID"] for item in read(ics.event_calendar(event))}
    event.sessions.add(EventSession(day=date(2026, 3, 10)))
    event.save()
    after = {item.decoded("DTSTART"): item["UID"] for item in read(ics.event_calendar(event))}
    assert before.items() <= after.items()
    assert len(set(after.values())) == 3


@pytest.mark.parametrize(
    ("state", "before", "status"),
    [
        ("annule", "ANNULÉ", "CANCELLED"),
        ("reporte-sans-date", "REPORTÉ", "TENTATIVE"),
        ("a-confirmer", "À confirmer", "TENTATIVE"),
        ("complet", "Complet", "CONFIRMED"),
        ("confirme", "Assises", "CONFIRMED"),
    ],
)
def test_the_state_of_an_event_is_told_in_its_status_and_before_its_title(agenda, state, before, status):
    item = one(EventPageFactory(parent=agenda, title="Assises", state=state))
    assert str(item["SUMMARY"]).startswith(before)
    assert str(item["STATUS"]) == status


def test_what_would_break_a_line_is_escaped_and_long_lines_are_folded(agenda):
    title = "Eau, climat; jeunesse \\ « élus » et tout ce qui tient sur plus de soixante-quinze octets d’une ligne"
    event = EventPageFactory(parent=agenda, title=title, lead="Une ligne,\nune autre ; et la fin.")
    body = ics.event_calendar(event)
    assert max(map(len, body.split(b"\r\n"))) <= 75
    assert b"\n" not in body.replace(b"\r\n", b"")
    item = one(event)
    assert "Eau, climat; jeunesse \\" in str(item["SUMMARY"]).replace("\u00a0;", ";")
    assert "Une ligne,\nune autre" in str(item["DESCRIPTION"])


def test_a_link_to_join_is_told_only_if_the_editor_shows_it(agenda):
    event = EventPageFactory(parent=agenda, join_url="https://visio.example/secret")
    assert b"visio.example" not in ics.event_calendar(event)
    event.shows_join_url = True
    assert b"visio.example" in ics.event_calendar(event)


def test_each_publication_has_a_greater_sequence_and_a_later_change(agenda, time_machine):
    time_machine.move_to("2026-06-01T10:00:00Z", tick=False)
    event = EventPageFactory(parent=agenda)
    event.save_revision().publish()
    event.refresh_from_db()
    first = one(event)
    time_machine.move_to("2026-06-01T10:00:02Z", tick=False)
    event.save_revision().publish()
    event.refresh_from_db()
    second = one(event)
    assert second["SEQUENCE"] > first["SEQUENCE"]
    assert second.decoded("LAST-MODIFIED") > first.decoded("LAST-MODIFIED")
    assert second["UID"] == first["UID"]
