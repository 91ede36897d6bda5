from django.db.models import Case, Count, Q, Value, When
from django.utils import timezone

from portal.querysets import PortalPageQuerySet


class NewsQuerySet(PortalPageQuerySet):
    def latest_first(self):
        """News by the day that ranks them, the latest first."""
        return self.order_by("-ranked_on", "-pk")

    def before(self, item):
        """News older than `item`, the nearest first; nothing comes before an item without a date of its own."""
        day = item.published_on
        if day is None:
            return self.none()
        # The first condition alone is what an index answers.
        older = self.filter(published_on__lte=day).filter(Q(published_on__lt=day) | Q(pk__lt=item.pk))
        return older.order_by("-published_on", "-pk")

    def after(self, item):
        """News more recent than `item`, the nearest first: the mirror of before()."""
        day = item.published_on
        if day is None:
            return self.none()
        newer = self.filter(published_on__gte=day).filter(Q(published_on__gt=day) | Q(pk__gt=item.pk))
        return newer.order_by("published_on", "pk")

    def open(self):
        """News that wait for no answer, or whose last day to answer is not over."""
        return self.exclude(closes_on__lt=timezone.localdate())

    def pinned(self):
        """News that editors keep before the others for now, the latest first; a call that is closed is not."""
        return self.filter(pinned_until__gte=timezone.localdate()).open().latest_first()

    def announced(self):
        """News pinned for now, then the others, the latest first."""
        is_pinned = Case(When(pinned_until__gte=timezone.localdate(), then=Value(1)), default=Value(0))
        return self.order_by(is_pinned.desc(), "-ranked_on", "-pk")

    def near(self, item):
        """Other news that share themes or country groups with `item`: those that share most, then the latest."""
        themes = [theme.pk for theme in item.themes.all()]
        groups = [group.pk for group in item.country_groups.all()]
        if not themes and not groups:
            return self.none()
        shared = Count("themes", Q(themes__in=themes), distinct=True)
        shared += Count("country_groups", Q(country_groups__in=groups), distinct=True)
        others = self.filter(Q(themes__in=themes) | Q(country_groups__in=groups)).exclude(pk=item.pk)
        return others.annotate(shared=shared).order_by("-shared", "-ranked_on", "-pk")

    def for_cards(self):
        """News with the picture that each card shows."""
        return self.select_related("image").prefetch_related("image__renditions")
