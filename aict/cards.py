"""A key figure as the site shows it: on its own page, on a wall, on a card."""

from django.utils.functional import cached_property
from django.utils.html import format_html, strip_tags
from django.utils.text import capfirst

from aict.models import FiguresPage, published_figures
from aict.quantities import Unit
from aict.rich_text import Line
from portal import memo
from portal.addresses import absolute
from portal.structure import page_of, readable
from portal.typography import typeset

# Grounds of the ten bands, by rank, and the ranks whose drawing lies under the text (design).
THEMES = ["petrol", "paper", "safran", "paper", "menthe", "paper", "ciel", "petrol", "corail", "paper"]
WIDE = {1, 5, 7}


class FigureCard:
    """What templates ask of a KeyFigure; `rank` counts from 1 among the `total` listed figures, 0 off the list.

    It is made for one request, in which the figure stays as it is: what is asked for several times is worked out once.
    """

    def __init__(self, figure, rank=0, total=0, page_url=""):
        self.figure, self.rank, self.total = figure, rank, total
        self.quantity = figure.quantity
        self.url = f"{page_url}#{figure.slug}" if rank and page_url else ""

    def __getattr__(self, name):
        """Anything else is the figure's own."""
        return getattr(self.figure, name)

    @cached_property
    def latest(self):
        return self.figure.latest

    @cached_property
    def drawing(self):
        return self.figure.drawing

    @cached_property
    def formula(self):
        return self.figure.formula

    @property
    def anchor(self):
        return self.figure.slug

    @property
    def address(self):
        """Where it is read, as it is passed on; empty off the list."""
        return absolute(self.url) if self.url else ""

    @property
    def theme(self):
        return THEMES[(self.rank - 1) % len(THEMES)]

    @property
    def is_wide(self):
        return (self.rank - 1) % len(THEMES) + 1 in WIDE

    @property
    def sentence_before(self):
        """The words before the value, as HTML; its precision is one of them."""
        if self.repeats_value:
            return ""
        qualifier = self.quantity.qualifier
        return format_html("{} {}", Line(self.figure.before), qualifier if self.figure.before else capfirst(qualifier))

    @property
    def sentence_after(self):
        """The words after the value, as HTML."""
        return self.sentence if self.repeats_value else Line(self.figure.after)

    @property
    def repeats_value(self):
        """Whether the large value, « 1 sur 2 », can't stand within its sentence, « un jeune sur 2 »."""
        return self.quantity.unit == Unit.ONE_IN

    @cached_property
    def related(self):
        """The page that tells more, if visitors may read it."""
        return readable(self.figure.related_page_id) if self.figure.related_page_id else None

    @property
    def related_url(self):
        return self.related.url if self.related else ""

    @property
    def related_title(self):
        return self.related.title if self.related else ""

    @cached_property
    def sentence(self):
        """The whole sentence around the value, as plain text."""
        before, after = (strip_tags(Line(html).__html__()).strip() for html in (self.before, self.after))
        glue = "" if after.startswith((",", ".")) or not after else " "
        return capfirst(f"{before} {self.quantity.sentence_value}".strip()) + glue + after

    @cached_property
    def standing(self):
        """The FigureValue that dates it: its own; a figure that is computed is no fresher than its older term."""
        return self.latest or min(self.numerator.latest, self.denominator.latest, key=lambda value: value.as_of)

    @cached_property
    def state(self):
        """« État au 2 novembre 2020 »."""
        return self.standing.state

    @property
    def source_name(self):
        return self.latest.source_name if self.latest else ""

    @property
    def source_url(self):
        return self.latest.source_url if self.latest else ""

    @property
    def checked_on(self):
        return self.latest.checked_on if self.latest else None

    @property
    def period(self):
        return self.latest.period if self.latest else ""

    @property
    def history(self):
        """The values that are no longer the newest, the latest first."""
        return self.dated_values()[1:]

    @cached_property
    def citation(self):
        """The figure with its date, its source and its address, to be copied into a speech or a note."""
        state = self.state[:1].lower() + self.state[1:]
        source = f"source : {self.source_name or 'non précisée'}"
        page = page_of(FiguresPage) if self.address else None
        where = ["Cités Unies France", f"« {page.title} »" if page else "", state, source, self.address]
        return typeset(f"{self.sentence.rstrip('.')}. {', '.join(filter(None, where))}")


def listed_figures():
    """Return the FigureCards of the figures page, in the editors' order; read once per request."""
    return memo.remember("listed figures", _read_listed)


def _read_listed():
    page = page_of(FiguresPage)
    listed = [figure for figure in published_figures().values() if figure.is_listed]
    return [FigureCard(figure, rank, len(listed), page.url if page else "") for rank, figure in enumerate(listed, 1)]


def shared_state(figures):
    """Return the « État au … » of these FigureCards if it is that of all, or else an empty text."""
    states = {figure.state for figure in figures}
    return states.pop() if len(states) == 1 else ""


def card_of(figure):
    """Return the FigureCard of a KeyFigure, or None if visitors may not read it."""
    for card in listed_figures():
        if card.figure.pk == figure.pk:
            return card
    known = published_figures().get(figure.pk)
    return FigureCard(known) if known else None


def computed_from(card):
    """Return the FigureCards of the figures that are computed from this one, those with this as numerator."""
    return [FigureCard(f) for f in published_figures().values() if f.numerator and f.numerator.pk == card.figure.pk]
