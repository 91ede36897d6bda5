"""The page of results, as the address asks for it."""

from collections import namedtuple
from functools import cached_property

from portal.models import Theme
from portal.models.search import Kind
from portal.pagination import paginate
from portal.search import in_vain
from portal.search.hits import hits
from portal.search.promotions import promoted
from portal.search.questions import ask
from portal.search.results import PK, Results
from portal.search.spelling import suggestion

Tab = namedtuple("Tab", "value label number current")
THEMES = 12


class Answer:
    """What a visitor reads of a search: the form must have been understood, if only in part."""

    def __init__(self, request, form):
        self.words = form.query
        self.question = ask(self.words)
        self.results = Results(self.question, form.chosen)
        self.chosen = form.chosen
        if not self.is_near:
            form.offer(self.results)
        self.page = paginate(request, self.results.rows)
        self.suggestion = "" if self.results.every and not self.is_near else suggestion(self.words)
        direct = self.results.direct() if self.page.number == 1 else None
        keys = [row[PK] for row in self.page]
        found = hits([direct[PK], *(key for key in keys if key != direct[PK])] if direct else keys, self.question)
        # What answers at once is shown first, and not again.
        self.direct, self.hits = (found[0], found[1:]) if direct else (None, found)
        if not self.results.every or self.is_near:
            in_vain.note(self.words)

    @property
    def is_near(self):
        """Whether nothing has all the words: what is shown has most of them."""
        return self.results.is_near

    @property
    def number(self):
        return len(self.results.rows)

    @cached_property
    def promoted(self):
        return promoted(self.words) if self.page.number == 1 and not any(self.chosen.values()) else []

    @cached_property
    def tabs(self):
        """The kinds of what is found, each with how many, all of them first."""
        counts = self.results.counts("type")
        chosen = self.chosen["type"]
        kinds = [Tab(kind.value, kind.label, counts[kind], kind == chosen) for kind in Kind if kind in counts]
        if self.is_near:
            return []
        whole = None if self.results.is_cut else sum(counts.values())
        return [Tab(None, "Tout", whole, not chosen), *kinds] if len(kinds) > 1 or chosen else []

    @property
    def themes(self):
        """Subjects to go on with when nothing is found."""
        return Theme.every()[:THEMES]
