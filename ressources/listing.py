"""A page of the list of resources, as its address asks for it."""

from collections import namedtuple
from functools import cached_property
from urllib.parse import urlencode

from portal.addresses import absolute
from portal.models.assets import Language
from portal.pagination import Counted, paginate
from ressources.addresses import feed_links
from ressources.cards import dress
from ressources.counts import counts_of
from ressources.forms import ResourceForm
from ressources.kinds import Kind, Layout, Order

DOSSIERS = 6
Choice = namedtuple("Choice", "label url current")


class Listing:
    """What a visitor sees of `resources` at the address of `request`, and what the page says of itself."""

    def __init__(self, page, request, resources, dossiers):
        self.page = page
        self.form = ResourceForm(request.GET)
        self.counts = counts_of(resources, self.form)
        self.form.offer(self.counts)
        # Every resource has a kind: those of each kind, together, are all there is, and need not be counted again.
        kinds = self.form.chosen.get("type") or self.counts["type"]
        self.number = sum(self.counts["type"].get(kind, 0) for kind in set(kinds))
        found = self.form.narrow(resources)
        found = found.by_title() if self.form.order == Order.TITLE else found.latest_first()
        self.items = paginate(request, Counted(found.for_cards(), self.number))
        dress(self.items)
        is_whole = self.items.number == 1 and not self.form.chosen
        self.dossiers = list(dossiers.order_by("-dated_on", "-pk")[:DOSSIERS]) if is_whole else []

    @property
    def heading(self):
        """How many there are, and of what."""
        about = f" : {self.subject}" if self.subject else ""
        number = f"{self.number:_}".replace("_", "\u202f") if self.number else "Aucune"
        return f"{number} ressource{'s' if self.number > 1 else ''}{about}"

    @cached_property
    def subject(self):
        """What the list is narrowed to, in words: « son, Eau, 2020 »; nothing for the whole list."""
        words = {
            "q": lambda value: f"« {value} »",
            "type": lambda value: " ou ".join(Kind(kind).label.lower() for kind in dict.fromkeys(value)),
            "langue": lambda value: f"en {Language(value).label}",
        }
        return ", ".join(words.get(name, str)(value) for name, value in self.form.chosen.items())

    @property
    def is_list(self):
        return self.form.layout == Layout.LIST

    @property
    def orders(self):
        """The ways to sort the list."""
        return [Choice(order.label, self._address(tri=order), order == self.form.order) for order in Order]

    @property
    def layouts(self):
        """The ways to show the list."""
        return [Choice(layout.label, self._address(vue=layout), layout == self.form.layout) for layout in Layout]

    @property
    def canonical(self):
        """The one address of this list: what is not understood, and how it is sorted and shown, is left out."""
        page = {"page": self.items.number} if self.items.number > 1 else {}
        query = urlencode(self.form.query | page, doseq=True)
        return absolute(f"{self.page.url}?{query}" if query else self.page.url)

    @property
    def is_left_out(self):
        """Whether search engines leave it out: they keep the whole one and those by one filter."""
        return not self.number or len(self.form.chosen) > 1 or "q" in self.form.chosen

    @property
    def feeds(self):
        return feed_links()

    def _address(self, **changes):
        settings = {"tri": self.form.order, "vue": self.form.layout} | changes
        usual = {"tri": Order.DATE, "vue": Layout.GRID}
        query = self.form.query | {name: str(value) for name, value in settings.items() if value != usual[name]}
        return f"{self.page.url}?{urlencode(query, doseq=True)}" if query else self.page.url
