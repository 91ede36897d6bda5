"""What a visitor asked of the agenda, read once: the filters, the list and the grid of a month."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from agenda.forms import AgendaForm, MonthForm
from agenda.listing import read_listing
from agenda.month import read_month
from agenda.vocabulary import read_vocabulary
from portal.addresses import absolute


def select(request, events):
    """Return what the page of the agenda shows of `events`, for its template."""
    bounds = events.bounds()
    form = read_form(request.GET, bounds)
    months = MonthForm(request.GET)
    chosen = months.cleaned_data.get("mois") if months.is_valid() else None
    narrowed = form.narrow(events)
    shown = chosen or (form.days()[0] or timezone.localdate()).replace(day=1)
    return {
        "form": form,
        "month_form": months,
        "is_month": bool(chosen),
        "listing": read_listing(request, form, narrowed, chosen),
        "month": read_month(shown, narrowed, form, bounds),
        "subscription": Subscription(form),
    }


def read_form(data, bounds, **options):
    """Return the AgendaForm that reads `data`, a QueryDict; `bounds` are the first and the last day of all events."""
    years = range(bounds[1].year, bounds[0].year - 1, -1)
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
