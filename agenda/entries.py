"""Deadlines among the events: those of registrations, and those that other apps keep."""

from collections import namedtuple
from datetime import timedelta

from django.db.models import DateField, Q, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.encoding import iri_to_uri

from agenda.choices import State
from agenda.models.session import EventSession
from portal.deadlines import Deadline, every_deadline
from portal.templatetags.dates import day_in_words

CLOSED_ANYWAY = [State.CANCELLED, State.POSTPONED, State.FULL]
SITTING, CLOSING = "sitting", "closing"
# A sitting of an event, or the close of its registration on the day `on`.
Moment = namedtuple("Moment", "kind pk title state begin end on url_path changed_at")


class DeadlineEntry:
    """A Deadline as a card of the agenda takes it."""

    is_deadline, is_off = True, False
    last_day = None
    place = where = next_session = former = ""
    marks = ("Échéance",)

    def __init__(self, deadline):
        self.deadline = deadline
        self.title, self.url, self.first_day = deadline.title, deadline.url, deadline.on

    @property
    def when(self):
        return f"{self.deadline.word} le {day_in_words(self.first_day)}"


def read_moments(events, month, window):
    """Return the Moments of events: the sittings of a month, the closings of it and of a window; one query for all.

    `month` and `window` are pairs of days, both included.
    """
    found = events.between(*month).order_by()
    sessions = EventSession.objects.order_by().filter(event__in=found.values("pk"))
    # PostgreSQL must be told of what kind nothing is.
    nothing = Cast(None, DateField())
    return [
        Moment(*row)
        for row in found.values_list(Value(SITTING), *_columns("", "begin", "first_end", nothing)).union(
            sessions.values_list(Value(SITTING), *_columns("event__", "begin", "end", nothing)),
            _closings(events, month, window).values_list(
                Value(CLOSING), *_columns("", "begin", "end", "registration_closes_on")
            ),
            all=True,
        )
    ]


def closings(moments, form, first, last):
    """Return the Deadlines from one day to another: those of the Moments and those that `form` accepts."""
    own = [_registration(moment) for moment in moments if moment.kind == CLOSING]
    elsewhere = [one for one in every_deadline(first, last) if form.accepts(one)]
    return sorted([*own, *elsewhere], key=lambda one: (one.on, one.key))


def deadlines_in_calendars(events, form):
    """Return the Deadlines that calendar programs are sent, like the events: to come and of the last 12 months."""
    today = timezone.localdate()
    first, last = today - timedelta(days=365), today + timedelta(days=3650)
    rows = _closings(events, (first, last)).values_list(
        Value(CLOSING), *_columns("", "begin", "end", "registration_closes_on")
    )
    return closings([Moment(*row) for row in rows], form, first, last)


def _columns(prefix, begin, end, on):
    own = (f"{prefix}{name}" for name in ("pk", "title", "state"))
    return *own, begin, end, on, f"{prefix}url_path", f"{prefix}last_published_at"


def _closings(events, *windows):
    within = Q()
    for window in windows:
        within |= Q(registration_closes_on__range=window)
    return events.order_by().filter(within).exclude(state__in=CLOSED_ANYWAY)


def _registration(moment):
    return Deadline(
        key=f"inscription-{moment.pk}",
        on=moment.on,
        word="Clôture des inscriptions",
        title=moment.title,
        # The site has one root: its address is that of the page without the slug of the home page.
        url=iri_to_uri("/" + moment.url_path.split("/", 2)[2]),
        changed_at=moment.changed_at,
    )
