from django.db.models import F, Q
from django.db.models.functions import Coalesce

from portal.querysets import PortalPageQuerySet

# Where an item stands in time: its date of publication or, unknown, the date that ranks it.
RANK = Coalesce("published_on", "ranked_on")


class NewsQuerySet(PortalPageQuerySet):
    def latest_first(self):
        """News by date, the latest first; those that nothing dates come last."""
        return self.alias(rank=RANK).order_by(F("rank").desc(nulls_last=True), "-pk")

    def before(self, item):
        """News older than `item`, the nearest first; nothing comes before an item without a date of its own."""
        day = item.published_on
        if day is None:
            return self.none()
        older = Q(published_on__lt=day) | Q(published_on=day, pk__lt=item.pk)
        return self.filter(older).order_by("-published_on", "-pk")

    def after(self, item):
        """News more recent than `item`, the nearest first: the mirror of before()."""
        day = item.published_on
        if day is None:
            return self.none()
        newer = Q(published_on__gt=day) | Q(published_on=day, pk__gt=item.pk)
        return self.filter(newer).order_by("published_on", "pk")

    def for_cards(self):
        """News with the picture that each card shows."""
        return self.select_related("image").prefetch_related("image__renditions")
