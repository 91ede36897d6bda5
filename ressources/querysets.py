from django.db.models import Count, F

from portal.querysets import PortalPageQuerySet
from ressources.kinds import Kind


class ResourceQuerySet(PortalPageQuerySet):
    def latest_first(self):
        """Resources by date, the latest first; those without a date come last."""
        return self.order_by(F("dated_on").desc(nulls_last=True), "-pk")

    def by_title(self):
        """Resources by title, as a French dictionary sorts: neither capitals nor accents count."""
        return self.order_by("title_key", "pk")

    def of_kind(self, *kinds):
        """Resources of one of these kinds."""
        return self.filter(kind__in=kinds)

    def count_by_kind(self):
        """Return how many resources there are of each Kind, zeros included."""
        counts = dict(self.order_by().values_list("kind").annotate(number=Count("pk")))
        return {kind: counts.get(kind, 0) for kind in Kind}

    def for_cards(self):
        """Resources with the recording and the publisher that each card names."""
        return self.select_related("recording", "publisher").defer("body", "external_transcript")
