"""Where a news item leads: its neighbours in time, what editors or themes tie it to, those that visitors may read."""

from functools import cached_property

from wagtail.models import Page

from actualites.addresses import feeds_of
from portal.querysets import published
from portal.structure import structure

RELATED = 3


class Links:
    """The links of one news item, each list read once."""

    def __init__(self, item):
        self.item = item
        self.siblings = type(item).objects.sibling_of(item).published()

    @cached_property
    def previous(self):
        return self.siblings.before(self.item).first()

    @cached_property
    def next(self):
        return self.siblings.after(self.item).first()

    @property
    def list_url(self):
        """The list that its themes and country groups narrow."""
        above = (page for page in structure().values() if page.depth == self.item.depth - 1)
        return next((page.url for page in above if self.item.path.startswith(page.path)), "")

    @property
    def feeds(self):
        return feeds_of()

    @cached_property
    def event(self):
        return self._chosen.get(self.item.related_event_id)

    @cached_property
    def resources(self):
        return [self._chosen[key] for key in _keys(self.item.related_resources) if key in self._chosen]

    @cached_property
    def related(self):
        """What editors chose to be read next, else the items nearest by their subjects."""
        keys = _keys(self.item.related_news)
        if keys:
            found = {item.pk: item for item in self.siblings.filter(pk__in=keys).for_cards()}
            return [found[key] for key in keys if key in found]
        return list(self.siblings.near(self.item).for_cards()[:RELATED])

    @cached_property
    def _chosen(self):
        """The event and the resources, by primary key, read at once."""
        keys = [key for key in (self.item.related_event_id, *_keys(self.item.related_resources)) if key]
        return published(Page.objects.filter(pk__in=keys)).in_bulk() if keys else {}


def _keys(stream):
    return [block["value"] for block in stream.raw_data]
