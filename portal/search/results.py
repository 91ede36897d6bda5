"""What a question finds, in one order on every database: titles first, then the site's own pages, then the newest."""

from collections import Counter
from functools import cached_property
from operator import itemgetter

from django.db.models import (
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Substr
from wagtail.models import CollectionViewRestriction, Page

from portal.models import CountryGroup, PortalDocument, SearchEntry, Theme
from portal.models.search import Kind
from portal.querysets import any_of, published
from portal.search.engines import matching
from portal.search.questions import STOPS, how_many
from portal.taxonomy import relations

# What the site says for good comes before what it said one day.
LASTING = {Kind.PAGE, Kind.QUESTION, Kind.FIGURE, Kind.FUNDING}
DIRECT = (Kind.FIGURE, Kind.QUESTION)
# More entries than this are not all read, but for what the site says for good and the newest: so common a word tells
# little of what is looked for, and reading 70 000 entries takes a quarter of a second.
MOST, NEWEST = 5000, 500
# Up to so many pages, their terms are asked for; beyond, those of all pages are read quicker.
FEW = 300
# The part of a question that must have been typed for it to be what was asked.
ABOUT = 0.4


# What is read of each entry found, however many: plain tuples, which Python makes and counts five times quicker.
PK, KIND, PAGE, YEAR, TITLE, FOUND = range(6)


def readable_entries():
    """Return the entries that any visitor may read now, on their page and in their file."""
    path = ExpressionWrapper(OuterRef("collection__path"), CharField())
    closed = CollectionViewRestriction.objects.alias(path=path).filter(path__startswith=F("collection__path"))
    documents = PortalDocument.objects.order_by().filter(Exists(closed))
    return published(SearchEntry.objects.all(), "page").exclude(document__in=documents.values("pk"))


class Results:
    """What is found by a Question and narrowed by `chosen`: kind, theme, country group, year, each optional.

    When nothing narrows what thousands have, `is_cut`: the newest are read, and nothing is counted.
    """

    FILTERS = ("type", "thematique", "pays", "annee")

    def __init__(self, question, chosen):
        self.question, self.chosen = question, chosen
        self.every = self._newest_of_too_many()
        self.is_cut = bool(self.every)
        if not self.is_cut:
            self.every = rows(readable_entries().filter(question.condition()), question)
        self.is_near = False
        if not self.every and len(question.words) > 1:
            self.every = nearest(question)
            self.is_near = bool(self.every)
        self._links = {}

    def _newest_of_too_many(self):
        """Return the rows of what is shown when thousands answer and nothing narrows them; none when all are read."""
        if any(self.chosen.values()) or not self.question.is_answered_by_more_than(MOST):
            return []
        kept = rows(newest(self.question), self.question)
        # Fewer: most of those that answer are not for visitors.
        return kept if len(kept) >= NEWEST else []

    @cached_property
    def rows(self):
        """The rows that fulfil every filter."""
        return self.narrowed()

    def narrowed(self, without=""):
        """Return the rows that fulfil the filters, but for the one named `without`."""
        tests = [self._test(name, value) for name, value in self.chosen.items() if value and name != without]
        return [row for row in self.every if all(test(row) for test in tests)] if tests else self.every

    def _test(self, name, value):
        if name == "type":
            return lambda row: row[KIND] == value
        if name == "annee":
            return lambda row: row[YEAR] == f"{value}"
        pages = {page for page, term in self.links(type(value)) if term == value.pk}
        return lambda row: row[PAGE] in pages

    def counts(self, name):
        """Return how many would be found with each value of a filter, the others as they are; None: not counted."""
        if self.is_cut:
            return dict.fromkeys(self._values(name))
        rows = self.narrowed(without=name)
        if name == "type":
            return Counter(map(itemgetter(KIND), rows))
        if name == "annee":
            return Counter({int(year): number for year, number in Counter(map(itemgetter(YEAR), rows)).items() if year})
        on_page, counts = Counter(map(itemgetter(PAGE), rows)), Counter()
        for page, term in self.links(Theme if name == "thematique" else CountryGroup):
            counts[term] += on_page[page]
        return +counts

    def _values(self, name):
        """Return every value of a filter that something of the site may have."""
        if name == "type":
            return Kind
        if name == "annee":
            days = SearchEntry.objects.filter(dated_on__isnull=False).values_list("dated_on", flat=True)
            first, last = days.order_by("dated_on").first(), days.order_by("-dated_on").first()
            return range(first.year, last.year + 1) if first else ()
        return [term.pk for term in (Theme if name == "thematique" else CountryGroup).every()]

    def links(self, kind):
        """Return the pairs of a page found and a term of this kind that it is filed under; read once."""
        if kind not in self._links:
            self._links[kind] = links(kind, set(map(itemgetter(PAGE), self.every)))
        return self._links[kind]

    def direct(self):
        """Return the figure or the question whose title has every word, when nothing narrows the search."""
        if self.is_near or any(self.chosen.values()):
            return None
        return next((row for row in self.every if row[KIND] in DIRECT and self._answers(row)), None)

    def _answers(self, row):
        """Whether the title has every word and, for a question, is about little else."""
        told, whole = self.question.is_told_by(row[TITLE])
        content = set(row[TITLE].split()) - STOPS
        return whole and (row[KIND] == Kind.FIGURE or told >= ABOUT * len(content))


def newest(question):
    """Return, of very many entries that answer, what the site says for good and the newest of the others."""
    every = readable_entries().filter(question.plainly())
    dated = every.filter(dated_on__isnull=False).order_by("-dated_on", "pk")
    return SearchEntry.objects.filter(any_of([every.filter(kind__in=LASTING), dated[:NEWEST]]))


def rows(entries, question, *more):
    """Return what is read of these entries, those whose title has the most of the question first."""
    lasting = Case(When(kind__in=LASTING, then=0), default=1, output_field=IntegerField())
    # Reading thousands of titles takes longer than finding them.
    title = Case(When(kind__in=DIRECT, then="title_stems"), default=Value(""), output_field=TextField())
    ranks = [
        *(f"-{name}" for name in more),
        -question.told_in_title(),
        lasting,
        F("dated_on").desc(nulls_last=True),
        "pk",
    ]
    year = Substr(Cast("dated_on", CharField()), 1, 4)
    return list(entries.order_by(*ranks).values_list("pk", "kind", "page_id", year, title, *more))


def nearest(question):
    """Return the entries that have the most of the words, at least half, when none has them all."""
    stems = sorted({word.stem for word in question.words})
    found = how_many("stems", stems)
    entries = readable_entries().filter(matching(stems, "or"), question.exactly()).annotate(found=found)
    kept = rows(entries, question, "found")
    most = max((row[FOUND] for row in kept), default=0)
    return [row for row in kept if row[FOUND] == most and 2 * most >= len(stems)]


def links(kind, pages):
    """Return the pairs of one of these pages and a term of this kind that it is filed under; one reading."""
    parts = [_links(field, pages) for field in relations(kind) if _page_field(field)]
    if not pages or not parts:
        return []
    every = parts[0].union(*parts[1:], all=True)
    return list(every) if len(pages) <= FEW else [link for link in every if link[0] in pages]


def _links(field, pages):
    rows, page = field.model._base_manager.order_by(), f"{_page_field(field).name}_id"
    if len(pages) <= FEW:
        rows = rows.filter(**{f"{page}__in": pages})
    return rows.values_list(page, f"{field.name}_id")


def _page_field(field):
    """Return the field that leads to a page from a table that links pages to terms, or None."""
    others = (f for f in field.model._meta.fields if f.is_relation and f != field)
    return next((f for f in others if f.model._meta.auto_created and issubclass(f.related_model, Page)), None)
