"""Five thousand events: what a page costs depends on what it shows, not on what exists."""

from collections import Counter
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from wagtail.models import Page

from agenda.models import EventPage, EventSession
from portal.pagination import PER_PAGE

TODAY = date(2026, 6, 15)
NUMBER, DAYS = 5000, 3650
ADDRESSES = ["/agenda/", "/agenda/?periode=passes&page=150", "/agenda/?mois=2024-11", "/agenda/?q=rencontre"]
MOST_QUERIES = 15


@pytest.fixture
def many(agenda, time_machine):
    """Five thousand events over ten years, five before today and five after."""
    time_machine.move_to(f"{TODAY}T12:00:00+02:00", tick=False)
    add_events(agenda, NUMBER)


def add_events(agenda, number):
    """Write the rows of events at once: a page at a time, the tree would take minutes."""
    events = [build(agenda, rank, number) for rank in range(1, number + 1)]
    Page.objects.bulk_create(
        [Page(**{f.attname: getattr(e, f.attname) for f in Page._meta.fields if f.attname != "id"}) for e in events]
    )
    keys = dict(Page.objects.child_of(agenda).values_list("path", "pk"))
    for event in events:
        event.page_ptr_id = keys[event.path]
    EventPage.objects.get_queryset()._insert(events, fields=EventPage._meta.local_fields, using="default")
    EventSession.objects.bulk_create(
        EventSession(
            event_id=event.page_ptr_id, day=day, begin=event.begin + timedelta(7), end=event.end + timedelta(7)
        )
        for event in events[::10]
        for day in [event.starts_on + timedelta(7)]
    )


def build(agenda, rank, number):
    day = TODAY - timedelta(days=DAYS // 2) + timedelta(days=rank * DAYS // number)
    begin = datetime.combine(day, datetime.min.time(), ZoneInfo("Europe/Paris"))
    slug = f"rencontre-{rank}"
    return EventPage(
        title=f"Rencontre {rank}",
        draft_title=f"Rencontre {rank}",
        slug=slug,
        path=EventPage._get_path(agenda.path, agenda.depth + 1, rank),
        depth=agenda.depth + 1,
        url_path=f"{agenda.url_path}{slug}/",
        locale=agenda.locale,
        content_type=ContentType.objects.get_for_model(EventPage),
        starts_on=day,
        begin=begin,
        first_end=begin + timedelta(days=1),
        end=begin + timedelta(days=1),
    )


@contextmanager
def counted():
    """Count the rows that become records, by model."""
    built = Counter()

    def count(sender, **kwargs):
        built[sender] += 1

    post_init.connect(count)
    yield built
    post_init.disconnect(count)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_of_five_thousand_events_reads_those_that_it_shows(many, client, address):
    client.get(address)
    with counted() as built, CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200
    assert len(asked) < MOST_QUERIES
    assert built[EventPage] <= PER_PAGE + 1


def test_the_calendar_of_five_thousand_events_reads_those_that_it_holds(many, client):
    client.get("/agenda/agenda.ics")
    with counted() as built, CaptureQueriesContext(connection) as asked:
        response = client.get("/agenda/agenda.ics")
    held = {
        str(item["UID"]).partition("@")[0].split("-")[1] for item in Calendar.from_ical(response.content).walk("VEVENT")
    }
    assert 2900 < len(held) < 3100
    assert built[EventPage] == len(held)
    assert len(asked) < MOST_QUERIES
