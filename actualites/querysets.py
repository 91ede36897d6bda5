from django.db.models import Case, Q, Value, When
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

    def neighbours(self, item):
        """Return the nearest news before and after `item`, each or None, read at once."""
        if item.published_on is None or item.pk is None:
            return None, None
        place = item.published_on, item.pk
        sides = [side.values("pk")[:1] for side in (self.before(item), self.after(item))]
        near = list(self.filter(Q(pk__in=sides[0]) | Q(pk__in=sides[1])))
        older = next((one for one in near if (one.published_on, one.pk) < place), None)
        return older, next((one for one in near if one is not older), None)

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

    def about(self, themes, groups):
        """News filed under one at least of these themes and country groups, given by primary keys."""
        pages = self.model.themes.through.objects.filter(theme__in=themes).values("newspage")
        return self.filter(
            Q(pk__in=pages)
            | Q(pk__in=self.model.country_groups.through.objects.filter(countrygroup__in=groups).values("newspage"))
        )

    def for_cards(self):
        """News with the picture that each card shows."""
        return self.with_image().prefetch_related("image__renditions")

    def with_image(self):
        """News with their picture, whose sizes are still to be read."""
        return self.select_related("image")
