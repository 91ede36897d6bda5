from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, ExtractYear
from django.utils import timezone

from portal.querysets import PortalPageQuerySet

# An event without a last day lasts one day.
LAST_DAY = Coalesce("ends_on", "starts_on")


def is_over(now=None):
    """Return the Q of what ended before `now`, an aware time: an earlier day, or an earlier hour of today."""
    now = timezone.localtime(now)
    return Q(last_day__lt=now.date()) | Q(last_day=now.date(), ends_at__isnull=False, ends_at__lte=now.time())


class EventQuerySet(PortalPageQuerySet):
    """Every event is either upcoming or past, never both; today's is upcoming until its end."""

    def upcoming(self):
        """Events under way or still to come, the nearest first."""
        return self.alias(last_day=LAST_DAY).exclude(is_over()).order_by("starts_on", "starts_at", "pk")

    def past(self):
        """Events that are over, the latest first."""
        return self.alias(last_day=LAST_DAY).filter(is_over()).order_by("-starts_on", "-starts_at", "-pk")

    def nearest(self):
        """Events to come, the nearest first, then those past, the latest first."""
        over = Case(When(is_over(), then=Value(1)), default=Value(0))
        events = self.alias(last_day=LAST_DAY).annotate(over=over)
        coming = Case(When(over=0, then=F("starts_on")))
        return events.order_by("over", coming, "-starts_on", "starts_at", "pk")

    def of_year(self, year):
        """Events of which a day at least lies in this year."""
        return self.alias(last_day=LAST_DAY).filter(starts_on__year__lte=year, last_day__year__gte=year)

    def years(self):
        """Return the years in which events begin, the latest first."""
        years = self.order_by().values_list(ExtractYear("starts_on"), flat=True)
        return sorted(set(years.distinct()), reverse=True)
