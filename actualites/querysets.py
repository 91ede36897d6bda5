from django.db.models import Case, Count, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.memo import keep
from portal.querysets import PortalPageQuerySet, any_of

# How many news on a subject are compared with one, to tell what to read next.
RECENT = 200


class NewsQuerySet(PortalPageQuerySet):
    def latest_first(self):
        """News by the day that ranks them, the latest first."""
        return self.order_by("-ranked_on", "-pk")

    def before(self, item):
        """News older than `item`, the nearest first; nothing comes before an item without a date."""
        day = item.published_on
        if day is None or item.pk is None:
            return self.none()
        # The first condition alone is what an index answers.
        older = self.filter(published_on__lte=day).filter(Q(published_on__lt=day) | Q(pk__lt=item.pk))
        return older.order_by("-published_on", "-pk")

    def after(self, item):
        """News more recent than `item`, the nearest first: the mirror of before()."""
        day = item.published_on
        if day is None or item.pk is None:
            return self.none()
        newer = self.filter(published_on__gte=day).filter(Q(published_on__gt=day) | Q(pk__gt=item.pk))
        return newer.order_by("published_on", "pk")

    def around(self, item, themes, groups, *, keys=(), number):
        """The item, its neighbours in time, and those of `keys` or, without any, the `number` most related to it."""
        every = self.model.objects.published()
        others = every.filter(pk__in=keys) if keys else every.related(item, themes, groups)[:number]
        itself = self.model.objects.filter(pk=item.pk)
        return self.filter(any_of([itself, others, every.before(item)[:1], every.after(item)[:1]]))

    def open(self):
        """News that wait for no answer, or whose last day to answer is not over."""
        return self.exclude(closes_on__lt=timezone.localdate())

    def pinned(self):
        """News that editors keep before the others for now, the latest first; a call that is closed is not."""
        pinned = self.filter(pinned_until__gte=timezone.localdate()) if self.has_pins() else self.none()
        return pinned.open().latest_first()

    def has_pins(self):
        """Whether any news item, published or not, is pinned for now: most of the time none is."""
        last = keep("last pin", lambda: self.model._base_manager.aggregate(last=Max("pinned_until"))["last"])
        return last is not None and last >= timezone.localdate()

    def announced(self, count):
        """Return the `count` first of the news pinned for now, then of the others, the latest first."""
        if not self.has_pins():
            return self.latest_first()[:count]
        is_pinned = Case(When(pinned_until__gte=timezone.localdate(), then=Value(1)), default=Value(0))
        # Each half is what an index answers; only these few are then put in order.
        few = self.filter(any_of([self.pinned()[:count], self.latest_first()[:count]]))
        return few.order_by(is_pinned.desc(), "-ranked_on", "-pk")[:count]

    def sharing(self, themes, groups):
        """News with `shared`, the number of these themes and country groups (primary keys) that each is filed under."""
        rows = (
            self.model.themes.through.objects.filter(theme__in=themes),
            self.model.country_groups.through.objects.filter(countrygroup__in=groups),
        )
        numbers = (
            row.filter(newspage=OuterRef("pk")).order_by().values("newspage").annotate(n=Count("*")).values("n")
            for row in rows
        )
        shared = sum((Coalesce(Subquery(number), 0) for number in numbers), Value(0))
        return self.annotate(shared=shared)

    def related(self, item, themes, groups):
        """News on the same subjects as `item`, those that share the most first, then the latest.

        Of each kind of subject, the RECENT that were filed last are compared: of what twenty years hold, the nearest.
        """
        filed = (
            self.model.themes.through.objects.filter(theme__in=themes),
            self.model.country_groups.through.objects.filter(countrygroup__in=groups),
        )
        recent = (rows.order_by("-pk").values("newspage")[:RECENT] for rows in filed)
        news = self.filter(any_of([self.model._base_manager.filter(pk__in=rows) for rows in recent]))
        return news.exclude(pk=item.pk).sharing(themes, groups).order_by("-shared", "-ranked_on", "-pk")

    def for_cards(self):
        """News with the picture that each card shows."""
        return self.with_image().prefetch_related("image__renditions")

    def with_image(self):
        """News with their picture, whose sizes are still to be read."""
        return self.select_related("image")
