from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest
from wagtail.models import PageViewRestriction

from agenda.models import EventPage, EventSession
from agenda.spans import instant
from tests.factories import EventPageFactory

SUMMER, WINTER, NEW_YEAR = date(2026, 3, 29), date(2026, 10, 25), date(2026, 12, 31)


def random_event(agenda, random):
    """An event around a day when clocks or calendars jump."""
    first = random.choice([SUMMER, WINTER, NEW_YEAR]) + timedelta(days=random.randint(-3, 3))
    last = random.choice([None, first, first + timedelta(days=random.randint(1, 5))])
    start = random.choice([None, time(random.randint(0, 23), random.choice([0, 30]))])
    later = time(23, 45) if start else None
    end = random.choice([None, later])
    event = EventPageFactory(parent=agenda, starts_on=first, ends_on=last, starts_at=start, ends_at=end)
    if random.random() < 0.3:
        event.sessions.add(EventSession(day=first + timedelta(days=random.randint(7, 9))))
        event.save()
    return event


def random_instants(random, count):
    """Instants around the same days, on the hour and a hair before and after it as well as anywhere."""
    for _ in range(count):
        day = random.choice([SUMMER, WINTER, NEW_YEAR]) + timedelta(days=random.randint(-4, 14))
        at = instant(day).astimezone(UTC) + timedelta(minutes=random.choice([0, 30, 60, 120, random.randint(0, 1439)]))
        yield at + timedelta(microseconds=random.choice([-1, 0, 1]))


def test_at_any_instant_every_event_is_either_upcoming_or_past_and_never_both(agenda, time_machine):
    random = Random(4)  # noqa: S311
    events = [random_event(agenda, random) for _ in range(40)]
    every = {event.pk for event in events}
    for now in random_instants(random, 250):
        upcoming = {event.pk for event in EventPage.objects.upcoming(now)}
        past = {event.pk for event in EventPage.objects.past(now)}
        assert upcoming | past == every
        assert not upcoming & past
        time_machine.move_to(now, tick=False)
        assert {event.pk for event in events if event.is_past} == past
        under_way = {event.pk for event in EventPage.objects.under_way(now)}
        assert {event.pk for event in events if event.is_under_way} == under_way
        assert under_way <= upcoming


@pytest.mark.parametrize(
    ("now", "is_upcoming"),
    [
        ("2026-06-15T00:00:00+02:00", True),
        ("2026-06-15T18:14:59+02:00", True),
        ("2026-06-15T18:15:00+02:00", False),
    ],
)
def test_todays_event_is_upcoming_until_its_end(agenda, now, is_upcoming):
    EventPageFactory(parent=agenda, starts_at=time(17, 30), ends_at=time(18, 15))
    assert EventPage.objects.upcoming(datetime.fromisoformat(now)).exists() is is_upcoming


def test_an_event_of_several_sessions_is_upcoming_until_the_last_and_stands_where_the_next_is(agenda):
    course = EventPageFactory(parent=agenda, starts_on=date(2026, 6, 1))
    course.sessions.add(EventSession(day=date(2026, 7, 1)))
    course.save()
    between = EventPageFactory(parent=agenda, starts_on=date(2026, 6, 20))
    now = instant(date(2026, 6, 10))
    assert list(EventPage.objects.upcoming(now)) == [between, course]
    assert not EventPage.objects.under_way(now).exists()
    assert list(EventPage.objects.upcoming(instant(date(2026, 7, 1)))) == [course]


def test_a_month_holds_the_events_of_which_a_day_lies_in_it(agenda):
    crossing = EventPageFactory(parent=agenda, starts_on=date(2026, 12, 31), ends_on=date(2027, 1, 1))
    EventPageFactory(parent=agenda, starts_on=date(2027, 2, 1))
    assert list(EventPage.objects.between(date(2027, 1, 1), date(2027, 1, 31))) == [crossing]
    assert list(EventPage.objects.of_year(2026)) == [crossing]


def test_drafts_and_private_events_are_not_published(agenda):
    EventPageFactory(parent=agenda, live=False)
    private = EventPageFactory(parent=agenda)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    public = EventPageFactory(parent=agenda)
    assert list(EventPage.objects.published()) == [public]


def test_the_extent_of_an_agenda_is_its_first_and_last_days_and_its_numbers(agenda, time_machine):
    time_machine.move_to("2025-01-01T12:00:00+01:00", tick=False)
    assert EventPage.objects.extent()[1:] == (date(2025, 1, 1), date(2025, 1, 1), 0, 0)
    EventPageFactory(parent=agenda, starts_on=date(2024, 4, 25))
    EventPageFactory(parent=agenda, starts_on=date(2025, 1, 2), ends_on=date(2025, 1, 5))
    assert EventPage.objects.extent()[1:] == (date(2024, 4, 25), date(2025, 1, 5), 1, 2)
