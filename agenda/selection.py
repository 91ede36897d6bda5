"""What a visitor asked of the agenda, read once: the filters, the list and the grid of a month."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from agenda.choices import Nature
from agenda.entries import closings, read_moments
from agenda.forms import AgendaForm
from agenda.listing import add_deadlines, read_listing
from agenda.month import month_grid
from agenda.spans import last_day_of
from agenda.vocabulary import read_vocabulary
from portal.addresses import absolute


def select(request, events):
    """Return what the page of the agenda shows of `events`, for its template."""
    extent = events.extent()
    form = read_form(request.GET, extent)
    narrowed = form.narrow(events)
    found = form.within_days(narrowed)
    listing = read_listing(request, form, found, extent if found is events else found.extent())
    first = (form.days()[0] or timezone.localdate()).replace(day=1)
    month = first, last_day_of(first)
    moments, deadlines = _read_days(form, narrowed, month, listing.window)
    add_deadlines(request, listing, _within(listing.window, deadlines))
    return {
        "form": form,
        "is_month": bool(form.month),
        "listing": listing,
        "month": month_grid(first, moments, _within(month, deadlines), (extent.first, extent.last)),
        "subscription": Subscription(form),
    }


def _read_days(form, events, month, window):
    """Return the Moments of the month and the Deadlines of the month and the window, of the chosen nature."""
    moments = read_moments(events, month, window)
    if form.nature == Nature.EVENTS:
        return moments, []
    deadlines = closings(moments, form, min(month[0], window[0]), max(month[1], window[1]))
    return [] if form.nature == Nature.DEADLINES else moments, deadlines


def _within(days, deadlines):
    return [one for one in deadlines if days[0] <= one.on <= days[1]]


def read_form(data, extent, **options):
    """Return the AgendaForm that reads `data`, a QueryDict; `extent` is that of all events."""
    years = range(extent.last.year, extent.first.year - 1, -1)
    return AgendaForm(data, years=years, vocabulary=read_vocabulary(), **options)


class Subscription:
    """The addresses under which the events that a form narrowed arrive elsewhere."""

    def __init__(self, form):
        self.query = urlencode(form.subscription())

    @property
    def https(self):
        return self._address("agenda:calendar")

    @property
    def webcal(self):
        return f"webcal://{self.https.partition('://')[2]}"

    @property
    def rss(self):
        return self._address("agenda:rss")

    def _address(self, name):
        return absolute(reverse(name)) + (f"?{self.query}" if self.query else "")
