"""What a question finds, in one order on every database: titles first, then the site's own pages, then the newest."""

from collections import Counter
from datetime import date
from functools import cached_property, reduce
from typing import NamedTuple

from django.db.models import Case, CharField, Exists, ExpressionWrapper, F, IntegerField, OuterRef, Value, When
from django.utils.functional import SimpleLazyObject
from wagtail.models import CollectionViewRestriction, Page

from portal.models import CountryGroup, SearchEntry, Theme
from portal.models.search import Kind
from portal.querysets import published
from portal.search.questions import STOPS, matching
from portal.search.words import line
from portal.taxonomy import relations

# What the site says for good comes before what it said one day.
LASTING = {Kind.PAGE, Kind.QUESTION, Kind.FIGURE, Kind.FUNDING}
DIRECT = (Kind.FIGURE, Kind.QUESTION)
NEVER = date(1, 1, 1)
# Up to so many pages, their terms are asked for; beyond, those of all pages are read quicker.
FEW = 300
# The part of a question that must have been typed for it to be what was asked.
ABOUT = 0.4


class Row(NamedTuple):
    """What is known of each entry found, however many they are."""

    pk: int
    kind: str
    page: int
    dated_on: date | None
    title_stems: str
    found: int = 0


def readable_entries():
    """Return the entries that any visitor may read now, on their page and in their file."""
    entries = SearchEntry.objects.filter(page__in=published(Page.objects.order_by()).values("pk"))
    path = ExpressionWrapper(OuterRef("document__collection__path"), CharField())
    closed = CollectionViewRestriction.objects.alias(path=path).filter(path__startswith=F("collection__path"))
    return entries.exclude(Exists(closed))


class Results:
    """What is found by a Question and narrowed by `chosen`: kind, theme, country group, year, each optional."""

    FILTERS = ("type", "thematique", "pays", "annee")

    def __init__(self, question, chosen):
        self.question, self.chosen = question, chosen
        self.every = rows(readable_entries().filter(question.condition()))
        self.is_near = False
        if not self.every and len(question.words) > 1:
            self.every = nearest(question)
            self.is_near = bool(self.every)
        self.every.sort(key=self._rank)
        self.terms = SimpleLazyObject(lambda: terms_of({row.page for row in self.every}))

    def _rank(self, row):
        told, whole = self.title_match(row)
        return (-row.found, not whole, -told, row.kind not in LASTING, -(row.dated_on or NEVER).toordinal(), row.pk)

    def title_match(self, row):
        """How many words of the question the title has, and whether that is all of them."""
        return self.question.is_told_by(row.title_stems)

    @cached_property
    def rows(self):
        """The rows that fulfil every filter."""
        return self.narrowed()

    def narrowed(self, without=""):
        """Return the rows that fulfil the filters, but for the one named `without`."""
        tests = [self._test(name, value) for name, value in self.chosen.items() if value and name != without]
        return [row for row in self.every if all(test(row) for test in tests)]

    def _test(self, name, value):
        if name == "type":
            return lambda row: row.kind == value
        if name == "annee":
            return lambda row: row.dated_on is not None and row.dated_on.year == value
        return lambda row: value.pk in self.terms[type(value)].get(row.page, ())

    def counts(self, name):
        """Return how many would be found with each value of a filter, the others as they are."""
        rows = self.narrowed(without=name)
        if name == "type":
            return Counter(row.kind for row in rows)
        if name == "annee":
            return Counter(row.dated_on.year for row in rows if row.dated_on)
        filed = self.terms[Theme if name == "thematique" else CountryGroup]
        return Counter(key for row in rows for key in filed.get(row.page, ()))

    def direct(self):
        """Return the figure or the question whose title has every word, when nothing narrows the search."""
        if self.is_near or any(self.chosen.values()):
            return None
        return next((row for row in self.every if row.kind in DIRECT and self._answers(row)), None)

    def _answers(self, row):
        """Whether the title has every word and, for a question, is about little else."""
        told, whole = self.title_match(row)
        content = set(row.title_stems.split()) - STOPS
        return whole and (row.kind == Kind.FIGURE or told >= ABOUT * len(content))


def rows(entries, *more):
    """Return these entries as Rows, in no order."""
    fields = ("pk", "kind", "page_id", "dated_on", "title_stems", *more)
    return [Row(*values) for values in entries.order_by().values_list(*fields)]


def nearest(question):
    """Return the entries that have the most of the words, at least half, when none has them all."""
    stems = sorted({word.stem for word in question.words})
    ones = (Case(When(stems__contains=line([stem]), then=1), default=0, output_field=IntegerField()) for stem in stems)
    found = reduce(lambda total, one: total + one, ones, Value(0))
    entries = readable_entries().filter(matching(stems, "or"), question.exactly()).annotate(found=found)
    kept = rows(entries, "found")
    most = max((row.found for row in kept), default=0)
    return [row for row in kept if row.found == most and 2 * most >= len(stems)]


def terms_of(pages):
    """Return, for each kind of term, the keys of those that each of these pages is filed under; one reading."""
    found = {Theme: {}, CountryGroup: {}}
    parts = [_links(field, kind, pages) for kind in found for field in relations(kind) if _page_field(field)]
    kinds = {kind._meta.model_name: kind for kind in found}
    if pages and parts:
        for name, page, term in parts[0].union(*parts[1:], all=True):
            if page in pages:
                found[kinds[name]].setdefault(page, set()).add(term)
    return found


def _links(field, kind, pages):
    rows, page = field.model._base_manager.order_by(), f"{_page_field(field).name}_id"
    if len(pages) <= FEW:
        rows = rows.filter(**{f"{page}__in": pages})
    return rows.annotate(kind=Value(kind._meta.model_name, CharField())).values_list("kind", page, f"{field.name}_id")


def _page_field(field):
    """Return the field that leads to a page from a table that links pages to terms, or None."""
    others = (f for f in field.model._meta.fields if f.is_relation and f != field)
    return next((f for f in others if f.model._meta.auto_created and issubclass(f.related_model, Page)), None)
