"""Where a news item leads: its neighbours in time, what editors or themes tie it to, those that visitors may read."""

from functools import cached_property

from actualites.addresses import feeds_of
from actualites.streams import read_sizes, read_streams
from portal.models import CountryGroup, Theme
from portal.structure import readable_many, structure

RELATED = 3


class Links:
    """The links of one news item, whose texts, pictures and files are read with them, each kind at once."""

    def __init__(self, item):
        self.item = item
        chosen = [key for key in (item.related_event_id, *_keys(item.related_resources)) if key]
        read_streams([item], pages=chosen)
        self._chosen = readable_many(chosen)
        self._around = self._read_around()
        read_sizes([item], self.related)

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
        return [page for key in _keys(self.item.related_resources) if (page := self._chosen.get(key))]

    @property
    def previous(self):
        """The nearest item before it in time, or None."""
        return max((one for one in self._dated if _place(one) < _place(self.item)), key=_place, default=None)

    @property
    def next(self):
        """The nearest item after it in time, or None."""
        return min((one for one in self._dated if _place(one) > _place(self.item)), key=_place, default=None)

    @cached_property
    def related(self):
        """What editors chose to be read next, else the items that share the most of its subjects, the latest first."""
        keys = _keys(self.item.related_news)
        if keys:
            return [self._around[key] for key in keys if key in self._around]
        found = [one for one in self._around.values() if one.shared]
        return sorted(found, key=lambda one: (one.shared, one.ranked_on, one.pk), reverse=True)[:RELATED]

    @property
    def _dated(self):
        """The items of a known date that it leads to; none if its own is not known."""
        is_placed = self.item.published_on and self.item.pk
        return [one for one in self._around.values() if one.published_on] if is_placed else []

    def _read_around(self):
        """Return the items that it leads to by primary key: one reading, from which its own picture is taken too."""
        subjects = [[term.pk for term in terms] for terms in (self.themes, self.groups)]
        news = type(self.item).objects.published().sharing(*subjects).with_image()
        keys = _keys(self.item.related_news)
        found = {one.pk: one for one in news.around(self.item, *subjects, keys=keys, number=RELATED)}
        own = found.pop(self.item.pk, None)
        if own and own.image_id == self.item.image_id:
            self.item.image = own.image
        return found


def _place(item):
    return item.published_on, item.pk


def _keys(stream):
    return [block["value"] for block in stream.raw_data]
