"""Deadlines among the events: those of registrations, and those that other apps keep."""

from datetime import timedelta

from django.utils import timezone

from agenda.choices import State
from portal.deadlines import Deadline, every_deadline
from portal.templatetags.dates import day_in_words

CLOSED_ANYWAY = [State.CANCELLED, State.POSTPONED, State.FULL]


class DeadlineEntry:
    """A Deadline as a card of the agenda takes it."""

    is_deadline = True
    last_day = None
    place = where = next_session = former = ""
    marks = ("Échéance",)

    def __init__(self, deadline):
        self.deadline = deadline
        self.title, self.url, self.first_day = deadline.title, deadline.url, deadline.on

    @property
    def when(self):
        return f"{self.deadline.word} le {day_in_words(self.first_day)}"


def deadlines_between(events, form, first, last):
    """Return the Deadlines from one day to another: of the registrations for `events`, and those that `form` accepts.

    `events` are the ones that the form narrowed.
    """
    elsewhere = [one for one in every_deadline(first, last) if form.accepts(one)]
    own = events.order_by().filter(registration_closes_on__range=(first, last)).exclude(state__in=CLOSED_ANYWAY)
    return sorted([*elsewhere, *map(_registration, own)], key=lambda one: (one.on, one.key))


def deadlines_in_calendars(events, form):
    """Return the Deadlines that calendar programs are sent, like the events: to come and of the last 12 months."""
    today = timezone.localdate()
    return deadlines_between(events, form, today - timedelta(days=365), today + timedelta(days=3650))


def _registration(event):
    return Deadline(
        key=f"inscription-{event.pk}",
        on=event.registration_closes_on,
        word="Clôture des inscriptions",
        title=event.title,
        url=event.url,
    )
