"""What a question finds, in one order on every database: titles first, then the site's own pages, then the newest."""

from collections import Counter
from datetime import date
from functools import cached_property, reduce
from operator import and_
from typing import NamedTuple

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.functional import SimpleLazyObject
from wagtail.models import CollectionViewRestriction, Page

from portal import memo
from portal.models import CountryGroup, SearchEntry, Theme
from portal.models.search import Kind
from portal.querysets import published
from portal.search.questions import matching
from portal.search.words import line
from portal.taxonomy import relations

# What the site says for good comes before what it said one day.
LASTING = {Kind.PAGE, Kind.QUESTION, Kind.FIGURE, Kind.FUNDING}
DIRECT = (Kind.FIGURE, Kind.QUESTION)
NEVER = date(1, 1, 1)


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
    for restriction in memo.remember("closed collections", _closed_collections):
        entries = entries.exclude(document__collection__path__startswith=restriction.collection.path)
    return entries


def _closed_collections():
    return list(CollectionViewRestriction.objects.select_related("collection"))


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
        told = (row for row in self.every if row.kind in DIRECT and self.title_match(row)[1])
        return next(told, None)


def rows(entries, *more):
    """Return these entries as Rows, in no order."""
    fields = ("pk", "kind", "page_id", "dated_on", "title_stems", *more)
    return [Row(*values) for values in entries.order_by().values_list(*fields)]


def nearest(question):
    """Return the entries that have the most of the words, at least half, when none has them all."""
    stems = sorted({word.stem for word in question.words})
    ones = (
        Case(When(stems__contains=line([stem]), then=1), default=0, output_field=IntegerField()) for stem in stems
    )
    found = reduce(lambda total, one: total + one, ones, Value(0))
    phrases = reduce(and_, (Q(folded__contains=line(phrase)) for phrase in question.phrases), Q())
    entries = readable_entries().filter(matching(stems, "or"), phrases).annotate(found=found)
    kept = rows(entries, "found")
    most = max((row.found for row in kept), default=0)
    return [row for row in kept if row.found == most and 2 * most >= len(stems)]


def terms_of(pages):
    """Return, for each kind of term, the keys of those that each of these pages is filed under; one reading."""
    found = {Theme: {}, CountryGroup: {}}
    parts = [_links(field, kind) for kind in found for field in relations(kind) if _page_field(field)]
    kinds = {kind._meta.model_name: kind for kind in found}
    if pages and parts:
        for name, page, term in parts[0].union(*parts[1:], all=True):
            if page in pages:
                found[kinds[name]].setdefault(page, set()).add(term)
    return found


def _links(field, kind):
    rows = field.model._base_manager.order_by().annotate(kind=Value(kind._meta.model_name))
    return rows.values_list("kind", f"{_page_field(field).name}_id", f"{field.name}_id")


def _page_field(field):
    """Return the field that leads to a page from a table that links pages to terms, or None."""
    others = (f for f in field.model._meta.fields if f.is_relation and f != field)
    return next((f for f in others if f.model._meta.auto_created and issubclass(f.related_model, Page)), None)
