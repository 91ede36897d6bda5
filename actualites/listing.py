"""A page of the list of news, as its address asks for it."""

from collections import namedtuple
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import prefetch_related_objects
from django.utils.dates import MONTHS

from actualites.addresses import feeds_of
from actualites.counts import counts_of
from actualites.forms import NewsForm
from actualites.kinds import Kind, Speaker
from portal.addresses import absolute
from portal.pagination import Counted, paginate

PINNED = 3
Period = namedtuple("Period", "label url number current")


class Listing:
    """What a visitor sees of `news` at the address of `request`, and what the page says of itself."""

    def __init__(self, page, request, news):
        self.page = page
        self.form = NewsForm(request.GET)
        self.counts = counts_of(news, self.form)
        self.form.offer(self.counts)
        self.pinned = [] if self.form.chosen else list(news.pinned().with_image()[:PINNED])
        rest = news.exclude(pk__in=[item.pk for item in self.pinned]) if self.pinned else self.form.narrow(news)
        # Every item has a kind: those of each kind, together, are all there is, and need not be counted again.
        kinds = self.counts["type"]
        chosen = self.form.chosen.get("type")
        self.number = kinds.get(chosen, 0) if chosen else sum(kinds.values())
        self.items = paginate(request, Counted(rest.latest_first().with_image(), self.number - len(self.pinned)))
        self._read_pictures()

    def _read_pictures(self):
        """Read at once the sizes of every picture of the page."""
        pictures = [item.image for item in (*self.pinned, *self.items) if item.image]
        if pictures:
            prefetch_related_objects(pictures, "renditions")

    @property
    def is_first(self):
        return self.items.number == 1

    @property
    def heading(self):
        """How many there are, and of what."""
        plural = "s" if self.number > 1 else ""
        about = f" : {self.subject}" if self.subject else ""
        number = f"{self.number:_}".replace("_", "\u202f") if self.number else "Aucune"
        return f"{number} actualité{plural}{about}"

    @cached_property
    def subject(self):
        """What the list is narrowed to, in words: « Eau, novembre 2020 »; nothing for the whole list."""
        chosen = self.form.chosen
        words = [str(chosen[name]) for name in ("thematique", "pays") if name in chosen]
        words += [
            choices(chosen[name]).label for name, choices in (("type", Kind), ("emetteur", Speaker)) if name in chosen
        ]
        if "annee" in chosen:
            month = f"{MONTHS[chosen['mois']]} " if "mois" in chosen else ""
            words.append(f"{month}{chosen['annee']}")
        return ", ".join(words)

    @cached_property
    def canonical(self):
        """The one address of this list: what is not understood, empty or said twice is left out."""
        page = {} if self.is_first else {"page": self.items.number}
        return absolute(self._address(**page))

    @property
    def is_left_out(self):
        """Whether search engines leave it out: they keep the whole one and those by one filter."""
        filters = self.form.chosen.keys() - {"mois"}
        return not self.number or len(filters) > 1

    @property
    def feeds(self):
        """The feeds of this list: of its theme or of its country group if that is all it is narrowed to."""
        chosen = self.form.chosen
        term = next(iter(chosen.values())) if len(chosen) == 1 else None
        return feeds_of(term)

    @property
    def years(self):
        """The years that have news, the latest first."""
        numbers = self.counts["annee"]
        return [
            self._period(year, annee=year, mois=None, number=numbers[year]) for year in sorted(numbers, reverse=True)
        ]

    @property
    def months(self):
        """The months of the year chosen that have news; none without a year."""
        if "annee" not in self.form.chosen:
            return []
        numbers = self.counts["mois"]
        return [self._period(MONTHS[int(m)], mois=m, number=numbers[m]) for m in sorted(numbers, key=int)]

    def _period(self, label, number, **query):
        name, value = next(iter(query.items()))
        return Period(label, self._address(**query), number, self.form.query.get(name) == value)

    def _address(self, **changes):
        query = {name: value for name, value in (self.form.query | changes).items() if value}
        return f"{self.page.url}?{urlencode(query)}" if query else self.page.url
