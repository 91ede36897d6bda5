"""One month as a table of weeks, in which each day says what takes place."""

from calendar import Calendar
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from agenda.choices import State
from agenda.entries import SITTING
from agenda.spans import last_day_of

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


def month_grid(first, moments, deadlines, bounds):
    """Return the Month that begins on `first`, with its Moments and Deadlines; `bounds` are the days of all."""
    last = last_day_of(first)
    titles = _titles(moments, first, last)
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


def _titles(moments, first, last):
    """Return the titles of what takes place on each day, by day."""
    days = {}
    sittings = [moment for moment in moments if moment.kind == SITTING]
    for moment in sorted(sittings, key=lambda moment: moment.begin):
        mark = State(moment.state).mark.lower()
        title = f"{moment.title} ({mark})" if mark else moment.title
        for day in _days(moment, first, last):
            days.setdefault(day, []).append(title)
    return days


def _days(moment, first, last):
    """Yield the days of a Moment in Paris, from `first` to `last`; its end is an instant that it excludes."""
    begin = timezone.localdate(moment.begin)
    end = max(begin, timezone.localdate(moment.end - timedelta(microseconds=1)))
    day = max(begin, first)
    while day <= min(end, last):
        yield day
        day += timedelta(days=1)
