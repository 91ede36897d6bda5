"""The list of the agenda: which events and deadlines one page of it shows, in which groups, under which words."""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby

from django.utils import timezone
from django.utils.formats import date_format

from agenda.choices import Nature, Period
from agenda.entries import DeadlineEntry
from agenda.words import counted
from portal.days import LAST_DAY
from portal.pagination import paginate

WORDS = {
    Period.UPCOMING: ("évènement à venir", "évènements à venir"),
    Period.PAST: ("évènement passé", "évènements passés"),
    Period.ALL: ("évènement", "évènements"),
}
DEADLINES = ("échéance", "échéances")
UNDER_WAY = "En cours"
YEAR = timedelta(days=365)


@dataclass
class Listing:
    """A page of the list.

    `dated` are its (day, event) pairs; `window` the two days between which its deadlines are;
    `nothing_to_come` says that past events are shown for want of others.
    """

    period: Period
    pages: object
    dated: list
    window: tuple
    nothing_to_come: bool = False
    deadlines: list = field(default_factory=list)
    is_of_deadlines: bool = False

    @property
    def is_past(self):
        return self.period == Period.PAST

    @property
    def is_upcoming(self):
        return self.period == Period.UPCOMING

    @property
    def count(self):
        """How much was found, in words."""
        number = self.pages.paginator.count
        if self.is_of_deadlines:
            return counted(number, *DEADLINES)
        words = counted(number, *WORDS[self.period])
        is_whole = self.deadlines and self.pages.paginator.num_pages == 1
        if not is_whole:
            return words
        deadlines = counted(len(self.deadlines), *DEADLINES)
        return f"{words}, {deadlines}" if number else deadlines

    @property
    def groups(self):
        """The entries by month, or by year once they are past, as (name, [entries]) pairs."""
        entries = [*self.dated, *((one.on, DeadlineEntry(one)) for one in self.deadlines)]
        entries.sort(key=lambda entry: entry[0], reverse=self.is_past)
        groups = groupby(entries, key=lambda entry: self._group(entry[0]))
        return [(name, [entry for _, entry in group]) for name, group in groups]

    def _group(self, day):
        if self.is_past:
            return str(day.year)
        return UNDER_WAY if self.is_upcoming and day < timezone.localdate() else date_format(day, "F Y")


class CountedEvents:
    """Events whose number is known before they are read."""

    def __init__(self, events, number):
        self.events, self.number = events, number

    def __getitem__(self, rows):
        return self.events[rows]

    def count(self):
        return self.number


def read_listing(request, form, events, extent):
    """Return the Listing of the narrowed `events`, whose Extent is known and whose deadlines are still to be read."""
    days = form.days()
    if form.nature == Nature.DEADLINES:
        return Listing(form.period, None, [], limits(form.period, *days), is_of_deadlines=True)
    now, upcoming = extent.now, extent.all - extent.past
    if form.period == Period.UPCOMING and not upcoming:
        listing = _page(request, events.past(now), Period.PAST, extent.past, days)
        listing.nothing_to_come = True
        listing.window = limits(form.period, *days)
    else:
        found, number = {
            Period.UPCOMING: (events.upcoming(now), upcoming),
            Period.PAST: (events.past(now), extent.past),
            Period.ALL: (events.order_by("begin", "pk"), extent.all),
        }[form.period]
        listing = _page(request, found, form.period, number, days)
    return listing


def add_deadlines(request, listing, deadlines):
    """Put the deadlines where they belong: a list of them is cut in pages, else they stand among the events."""
    if listing.is_of_deadlines:
        found = [(one.on, DeadlineEntry(one)) for one in deadlines]
        listing.pages = paginate(request, found[::-1] if listing.is_past else found)
        listing.dated = list(listing.pages)
    elif listing.nothing_to_come and deadlines:
        listing.period, listing.dated, listing.pages = Period.UPCOMING, [], paginate(request, [])
        listing.deadlines, listing.nothing_to_come = deadlines, False
    elif not listing.is_past:
        listing.deadlines = deadlines


def limits(period, first, last):
    """Return the days between which deadlines are sought: a year back at most, unless the visitor names days."""
    today = timezone.localdate()
    if period == Period.UPCOMING:
        first = max(first or today, today)
    if period == Period.PAST:
        last = min(last or LAST_DAY, today - timedelta(days=1))
    return first or today - YEAR, last or LAST_DAY


def _page(request, found, period, number, days):
    pages = paginate(request, CountedEvents(found.with_sessions(), number))
    start, stop = max(pages.start_index() - 1, 0), pages.end_index()
    # One more than the page shows: the deadlines before it belong to this page.
    rows = pages.paginator.object_list[start : stop + 1].read() if number else []
    dated = [(_day(event, period), event) for event in rows]
    shown, following = dated[: stop - start], dated[stop - start :]
    first, last = limits(period, *days)
    if pages.number > 1:
        first = max(first, shown[0][0])
    if following:
        last = min(last, following[0][0] - timedelta(days=1))
    return Listing(period, pages, shown, (first, last))


def _day(event, period):
    """Return the day that places an event in the list."""
    return timezone.localdate(event.next_begin if period == Period.UPCOMING else event.begin)
