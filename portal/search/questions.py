"""What a visitor typed, as conditions on entries: every word, each phrase in quotes, acronyms or their long forms."""

import re
from dataclasses import dataclass, field
from functools import cached_property, reduce
from itertools import islice, product
from operator import add, and_, or_

from django.db.models import Case, IntegerField, Q, When
from django.db.models.functions import Greatest
from django.db.models.lookups import Exact

from portal.memo import keep
from portal.models.glossary import Acronym
from portal.models.search import SearchEntry
from portal.search.engines import has_more_than, matching
from portal.search.words import STOP_WORDS, Word, clean, line, words

_PHRASE = re.compile(r'"([^"]*)"|«([^»]*)»|“([^”]*)”')
# Ways to read a query: each acronym in it doubles them.
READINGS = 8
# Words that are looked for; what follows is a text, not a question.
MOST_WORDS = 16
# Of a long form, what must have been said for its acronym to be meant.
LEAST_SAID = 2
# More than a reading ever has, its acronyms written out.
MOST_STEMS = 1000


@dataclass
class Reading:
    """One way to read a query: stems that an entry must have, and sequences of stems that it must have in order."""

    stems: frozenset
    sequences: list = field(default_factory=list)

    def condition(self):
        """Return what an entry must fulfil."""
        return matching(self.stems) & self.in_order()

    def in_order(self):
        """Return the condition of an entry that has every sequence."""
        return has_all("stems", self.sequences)


@dataclass
class Question:
    """The words of a query, the phrases that are to be found as they are, and the ways to read them."""

    words: list[Word]
    phrases: list[list[Word]]
    readings: list[Reading]

    def places(self, stems):
        """Return the ranks of the words of a text, given by its stems, that answer: words, phrases, long forms."""
        found = {rank for rank, stem in enumerate(stems) if stem in self._alone}
        for run in self._runs:
            starts = (rank for rank, stem in enumerate(stems) if stem == run[0])
            for start in starts:
                if stems[start : start + len(run)] == run:
                    found.update(range(start, start + len(run)))
        return found

    @cached_property
    def _alone(self):
        """The stems that answer wherever they stand: of the words typed out of any phrase, and acronyms."""
        tied = {word.stem for phrase in self.phrases for word in phrase}
        acronyms = {run[0] for reading in self.readings for run in reading.sequences if len(run) == 1}
        return {word.stem for word in self.words if word.stem not in tied} | acronyms

    @cached_property
    def _runs(self):
        phrases = [[word.stem for word in phrase] for phrase in self.phrases]
        return phrases + [run for reading in self.readings for run in reading.sequences if len(run) > 1]

    def condition(self):
        """Return what an entry must fulfil: a reading of the words, and every phrase."""
        if len(self.readings) == 1:
            return self.readings[0].condition() & self.exactly()
        # As one set of keys: several, joined by OR, would have PostgreSQL read every entry.
        entries = SearchEntry.objects.order_by()
        first, *others = (entries.filter(reading.condition()).values("pk") for reading in self.readings)
        return Q(pk__in=first.union(*others, all=True)) & self.exactly()

    def exactly(self):
        """Return the condition of an entry that has every phrase in quotes."""
        return has_all("folded", [[word.folded for word in phrase] for phrase in self.phrases])

    def plainly(self):
        """Return what condition() does, asked of each entry and of no index: for the first few of very many."""
        ways = [has_all("stems", [[stem] for stem in reading.stems]) & reading.in_order() for reading in self.readings]
        return reduce(or_, ways) & self.exactly()

    def is_answered_by_more_than(self, most):
        """Whether more than `most` entries have the words, in a reading that asks for no sequence."""
        loose = [reading.stems for reading in self.readings if not reading.sequences and not self.phrases]
        return any(has_more_than(most, stems) for stems in loose)

    def told_in_title(self):
        """Return, as an expression, what is_told_by() says of the title of an entry: none missing counts most."""
        every = [
            Case(When(Exact(count, len(reading.stems)), then=MOST_STEMS + count), default=count)
            for reading in self.readings
            for count in [how_many("title_stems", reading.stems)]
        ]
        return Greatest(*every) if len(every) > 1 else every[0]

    def is_told_by(self, title_stems):
        """How many words of the title answer to the query, in its best reading, and whether none is missing."""
        told = set(title_stems.split())
        counts = [(len(reading.stems & told), reading.stems <= told) for reading in self.readings]
        return max(counts, key=lambda count: (count[1], count[0]))


def has_all(field, sequences):
    """Return the condition of an entry whose field, a line of words, has each of these sequences of words."""
    return reduce(and_, (Q(**{f"{field}__contains": line(sequence)}) for sequence in sequences), Q())


def how_many(field, stems):
    """Return, as an expression, how many of these stems a field of an entry has."""
    ones = [
        Case(When(**{f"{field}__contains": line([stem])}, then=1), default=0, output_field=IntegerField())
        for stem in sorted(stems)
    ]
    return reduce(add, ones)


def ask(text):
    """Return the Question of a text, or None when it holds no word.

    An opening quote that nothing closes is a sign like any other.
    """
    text = clean(text)
    every = list(islice(words(text), MOST_WORDS))
    if not every:
        return None
    quoted = ["".join(match.groups("")) for match in _PHRASE.finditer(text)]
    phrases = [list(islice(words(phrase), MOST_WORDS)) for phrase in quoted]
    content = [word for word in every if word.folded not in STOP_WORDS] or every
    return Question(content, [phrase for phrase in phrases if phrase], _readings(every, content))


def _readings(every, content):
    """Return the ways to read these words: as they are, and with each acronym or long form changed for the other."""
    wanted = frozenset(word.stem for word in content)
    sequence = line(word.stem for word in every)
    changes = []
    for short, long in glossary():
        if short in wanted:
            changes.append((frozenset({short}), frozenset(long) - STOPS, long))
        elif said := _said(long, sequence):
            changes.append((said, frozenset({short}), [short]))
    readings = []
    for chosen in islice(product([False, True], repeat=len(changes)), READINGS):
        taken = [change for change, is_taken in zip(changes, chosen, strict=True) if is_taken]
        stems = wanted.difference(*(old for old, _, _ in taken)).union(*(new for _, new, _ in taken))
        readings.append(Reading(stems, [order for _, _, order in taken]))
    return readings


def _said(long, sequence):
    """Return the words of a long form that a query says, from its first on, or nothing: people say « action
    internationale » for the action internationale des collectivités territoriales, « aide publique » for the APD."""
    said = next((long[:end] for end in range(len(long), 1, -1) if line(long[:end]) in sequence), [])
    kept = frozenset(said) - STOPS
    return kept if len(kept) >= LEAST_SAID else frozenset()


STOPS = frozenset(word.stem for stop in STOP_WORDS for word in words(stop))


def glossary():
    """Return each acronym with its long form, as a stem and a list of stems."""
    return keep("glossary", _read_glossary)


def _read_glossary():
    pairs = ((list(words(entry.short)), [word.stem for word in words(entry.long)]) for entry in Acronym.objects.all())
    return [(short[0].stem, long) for short, long in pairs if len(short) == 1 and len(long) > 1]
