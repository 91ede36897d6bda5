"""One month as a table of weeks, in which each day says what takes place."""

from calendar import Calendar
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from agenda.choices import Nature, State
from agenda.entries import deadlines_between
from agenda.listing import last_day_of
from agenda.models.session import EventSession

WEEK = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]


@dataclass
class Day:
    """A day of the grid; `titles` are what takes place, `deadlines` what ends."""

    date: date
    is_of_month: bool
    is_today: bool
    titles: list = field(default_factory=list)
    deadlines: list = field(default_factory=list)


@dataclass
class Month:
    """A month: its first day, its weeks of Days, and the months before and after, None where the agenda ends."""

    first: date
    weeks: list
    previous: date | None
    next: date | None
    week_days = WEEK


def read_month(first, events, form, bounds):
    """Return the Month that begins on `first`, with what the form narrowed; `bounds` are the days of all events."""
    last = last_day_of(first)
    titles = _titles(events, first, last) if form.nature != Nature.DEADLINES else {}
    deadlines = deadlines_between(events, form, first, last) if form.nature != Nature.EVENTS else ()
    ends = {}
    for one in deadlines:
        ends.setdefault(one.on, []).append(f"{one.word} : {one.title}")
    today = timezone.localdate()
    weeks = [
        [Day(day, day.month == first.month, day == today, titles.get(day, []), ends.get(day, [])) for day in week]
        for week in Calendar().monthdatescalendar(first.year, first.month)
    ]
    earliest, latest = min(*bounds, today), max(*bounds, today)
    before, after = first - timedelta(days=1), last + timedelta(days=1)
    return Month(
        first,
        weeks,
        previous=before.replace(day=1) if earliest <= before else None,
        next=after if after <= latest else None,
    )


def _titles(events, first, last):
    """Return the titles of what takes place on each day, by day: one query for events and their sessions."""
    found = events.between(first, last).order_by()
    own = found.values_list("title", "state", "begin", "first_end")
    sessions = EventSession.objects.order_by().filter(event__in=found.values("pk"))
    others = sessions.values_list("event__title", "event__state", "begin", "end")
    days = {}
    for title, state, begin, end in sorted(own.union(others, all=True), key=lambda row: row[2]):
        label = f"{title} (annulé)" if state == State.CANCELLED else title
        for day in _days(max(begin, _start(first)), end, last):
            days.setdefault(day, []).append(label)
    return days


def _start(day):
    return timezone.make_aware(timezone.datetime.combine(day, timezone.datetime.min.time()))


def _days(begin, end, last):
    """Yield the days in Paris from `begin` to `end`, an instant that it excludes, up to `last`."""
    day = timezone.localdate(begin)
    stop = (
        min(last, max(day, timezone.localdate(end - timedelta(microseconds=1)))) if end >= begin else day - timedelta(1)
    )
    while day <= stop:
        yield day
        day += timedelta(days=1)
