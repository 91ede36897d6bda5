from collections import namedtuple
from datetime import date, timedelta

from django.apps import apps
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
    When,
    prefetch_related_objects,
)
from django.utils import timezone

from agenda.choices import State
from agenda.spans import instant
from portal.querysets import PortalPageQuerySet

# How long a cancelled event stays in the calendars of those who subscribed.
CANCELLED_STAYS = timedelta(days=30)
# The first and the last day of events in Paris and, at the instant `now`, the number of the past ones and of all.
Extent = namedtuple("Extent", "now first last past all")


class EventQuerySet(PortalPageQuerySet):
    """At any instant every event is either upcoming or past, never both; today's is upcoming until its end."""

    def upcoming(self, now=None):
        """Events under way or still to come, that of the nearest sitting first; `next_begin` is when it begins."""
        now = now or timezone.now()
        return self.filter(end__gt=now).annotate(next_begin=_next_begin(now)).order_by("next_begin", "pk")

    def past(self, now=None):
        """Events that are over, the latest first."""
        now = now or timezone.now()
        # None ends before it begins: the second condition is what the index of the order answers.
        return self.filter(end__lte=now, begin__lte=now).order_by("-begin", "-pk")

    def under_way(self, now=None):
        """Events of which a sitting takes place now."""
        now = now or timezone.now()
        sessions = _sessions().filter(begin__lte=now, end__gt=now)
        return self.filter(Q(begin__lte=now, first_end__gt=now) | Exists(sessions))

    def between(self, first, last):
        """Events of which a sitting has a day at least from `first` to `last`, by their beginning."""
        start, stop = instant(first), instant(last + timedelta(days=1))
        own = Q(begin__lt=stop) & (Q(first_end__gt=start) | Q(begin__gte=start))
        sessions = _sessions().filter(begin__lt=stop).filter(Q(end__gt=start) | Q(begin__gte=start))
        # The first condition alone is what an index answers: no sitting lies beyond the end of its event.
        return self.filter(end__gte=start).filter(own | Exists(sessions)).order_by("begin", "pk")

    def of_year(self, year):
        """Events of which a day at least lies in this year."""
        return self.between(date(year, 1, 1), date(year, 12, 31))

    def in_calendars(self):
        """Events that calendar programs are sent: to come and of the last 12 months, cancelled ones for 30 days."""
        now = timezone.now()
        gone = Q(state=State.CANCELLED, cancelled_at__lte=now - CANCELLED_STAYS)
        return self.filter(end__gt=now - timedelta(days=365)).exclude(gone).order_by("begin", "pk")

    def extent(self):
        """Return the Extent of them all; its days are today when there are none."""
        now = timezone.now()
        past = Count("pk", filter=Q(end__lte=now))
        found = self.order_by().aggregate(first=Min("begin"), last=Max("end"), past=past, all=Count("pk"))
        if not found["all"]:
            return Extent(now, timezone.localdate(), timezone.localdate(), 0, 0)
        last = timezone.localdate(found["last"] - timedelta(microseconds=1))
        return Extent(now, timezone.localdate(found["first"]), last, found["past"], found["all"])

    def with_sessions(self):
        """Events that know whether they have sessions, for read()."""
        return self.annotate(has_sessions=Exists(_sessions()))

    def read(self):
        """Return the events of with_sessions() as a list; the sessions of those that have some are read at once."""
        events = list(self)
        prefetch_related_objects([event for event in events if event.has_sessions], "sessions")
        return events


def _sessions():
    return apps.get_model("agenda.EventSession").objects.filter(event=OuterRef("pk"))


def _next_begin(now):
    """Return when the sitting under way or the next one begins."""
    session = _sessions().filter(end__gt=now).order_by("begin").values("begin")[:1]
    return Case(When(first_end__gt=now, then=F("begin")), default=Subquery(session))
