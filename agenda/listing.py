"""The list of the agenda: which events and deadlines one page of it shows, in which groups, under which words."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from django.utils import timezone
from django.utils.formats import date_format

from agenda.choices import Nature, Period
from agenda.entries import DeadlineEntry, deadlines_between
from agenda.spans import LAST_DAY
from agenda.words import counted
from portal.pagination import paginate

WORDS = {Period.UPCOMING: "évènement à venir", Period.PAST: "évènement passé", Period.ALL: "évènement"}
UNDER_WAY = "En cours"


@dataclass
class Listing:
    """What the page shows. `nothing_to_come`: the past events are shown for want of others."""

    period: Period
    groups: list
    pages: object
    count: str
    nothing_to_come: bool = False

    @property
    def is_past(self):
        return self.period == Period.PAST

    @property
    def is_upcoming(self):
        return self.period == Period.UPCOMING


def read_listing(request, form, events, month=None):
    """Return the Listing of the `events` that the form narrowed: of one month, of the form's days, or of its period."""
    first, last = (month, last_day_of(month)) if month else form.days()
    if form.nature == Nature.DEADLINES:
        return _deadlines(request, form, events, *_limits(form.period, first, last))
    if month:
        events = events.between(first, last)
    listing = _events(request, form, events, form.period, (first, last))
    if form.period != Period.UPCOMING or listing.groups:
        return listing
    past = _events(request, form, events, Period.PAST, (first, last))
    past.nothing_to_come = True
    return past


def last_day_of(month):
    """Return the last day of the month that begins on `month`."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _limits(period, first, last):
    """Return the days between which deadlines are sought: a year back at most, unless the visitor names days."""
    today = timezone.localdate()
    if period == Period.UPCOMING:
        first = max(first or today, today)
    elif first is None:
        first = today - timedelta(days=365)
    if period == Period.PAST:
        last = min(last or LAST_DAY, today - timedelta(days=1))
    return first, last or LAST_DAY


def _deadlines(request, form, events, first, last):
    found = deadlines_between(events, form, first, last)
    pages = paginate(request, found[::-1] if form.period == Period.PAST else found)
    entries = [(one.on, DeadlineEntry(one)) for one in pages]
    return Listing(form.period, _groups(entries, _month), pages, counted(pages.paginator.count, "échéance"))


def _events(request, form, events, period, days):
    found = {Period.UPCOMING: events.upcoming, Period.PAST: events.past, Period.ALL: events.all}[period]()
    found = found if found.ordered and period != Period.ALL else found.order_by("begin", "pk")
    pages = paginate(request, found.with_sessions())
    # One more than the page shows: the deadlines before it belong to this page.
    *_, stop = start, stop = max(pages.start_index() - 1, 0), pages.end_index()
    rows = list(pages.paginator.object_list[start : stop + 1])
    dated = [(_day(event, period), event) for event in rows]
    shown, following = dated[: stop - start], dated[stop - start :]
    count = counted(pages.paginator.count, WORDS[period])
    if period == Period.PAST:
        return Listing(period, _groups(shown, lambda day: str(day.year)), pages, count)
    first = _limits(period, *days)[0] if pages.number == 1 else shown[0][0]
    last = following[0][0] - timedelta(days=1) if following else _limits(period, *days)[1]
    own = [] if form.nature == Nature.EVENTS else deadlines_between(events, form, first, last)
    if own and pages.paginator.num_pages == 1:
        count = f"{count}, {counted(len(own), 'échéance')}"
    entries = sorted([*shown, *((one.on, DeadlineEntry(one)) for one in own)], key=lambda entry: entry[0])
    today = timezone.localdate()
    name = _month if period == Period.ALL else lambda day: UNDER_WAY if day < today else _month(day)
    return Listing(period, _groups(entries, name), pages, count)


def _day(event, period):
    """Return the day that places an event in the list."""
    return timezone.localdate(event.next_begin if period == Period.UPCOMING else event.begin)


def _month(day):
    return date_format(day, "F Y")


def _groups(entries, name):
    """Return the groups of dated entries, as (name, [entries]) pairs."""
    groups = groupby(entries, key=lambda entry: name(entry[0]))
    return [(label, [entry for _, entry in group]) for label, group in groups]
