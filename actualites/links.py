"""Where a news item leads: its neighbours in time, what editors or themes tie it to, those that visitors may read."""

from functools import cached_property

from django.db.models import prefetch_related_objects
from wagtail.models import Page

from actualites.addresses import feeds_of
from portal.models import CountryGroup, Theme
from portal.querysets import published
from portal.structure import structure

RELATED = 3


class Links:
    """The links of one news item; whatever is asked, each list is read once."""

    def __init__(self, item):
        self.item = item
        self.news = type(item).objects.published()
        self.previous, self.next = self.news.neighbours(item)
        self._read_pictures()

    @property
    def list_url(self):
        """The list that its themes and country groups narrow."""
        above = (page for page in structure().values() if page.depth == self.item.depth - 1)
        return next((page.url for page in above if self.item.path.startswith(page.path)), "")

    @property
    def feeds(self):
        return feeds_of()

    @property
    def themes(self):
        return [term for term in self.item.terms if isinstance(term, Theme)]

    @property
    def groups(self):
        return [term for term in self.item.terms if isinstance(term, CountryGroup)]

    @property
    def event(self):
        return self._chosen.get(self.item.related_event_id)

    @property
    def resources(self):
        return [self._chosen[key] for key in _keys(self.item.related_resources) if key in self._chosen]

    @cached_property
    def related(self):
        """What editors chose to be read next, else the latest items on the same subjects."""
        keys = _keys(self.item.related_news)
        if keys:
            found = self.news.with_image().in_bulk(keys)
            return [found[key] for key in keys if key in found]
        if not self.item.terms:
            return []
        others = self.news.about([term.pk for term in self.themes], [term.pk for term in self.groups])
        return list(others.exclude(pk=self.item.pk).latest_first().with_image()[:RELATED])

    @cached_property
    def _chosen(self):
        """The event and the resources, by primary key, read at once."""
        keys = [key for key in (self.item.related_event_id, *_keys(self.item.related_resources)) if key]
        return published(Page.objects.filter(pk__in=keys)).in_bulk() if keys else {}

    def _read_pictures(self):
        """Read at once the sizes of every picture of the page."""
        pictures = [item.image for item in (self.item, *self.related) if item.image]
        if pictures:
            prefetch_related_objects(pictures, "renditions")


def _keys(stream):
    return [block["value"] for block in stream.raw_data]
