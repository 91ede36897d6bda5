"""Results as visitors read them: address, place in the site, and the words around those that they typed."""

from itertools import islice

from django.utils.html import format_html, format_html_join

from portal.models import SearchEntry
from portal.models.search import Kind
from portal.navigation import name_of
from portal.search.words import words
from portal.structure import names, structure

# Words shown before the first word found, and in all.
BEFORE, SHOWN = 10, 40


class Hit:
    """An entry found by a question, ready to be read."""

    def __init__(self, entry, question):
        self.entry, self.page, self.question = entry, entry.page, question
        self.pk, self.dated_on, self.value = entry.pk, entry.dated_on, entry.value
        self.kind = Kind(entry.kind)
        self.start, self.extract = extract(entry.text, question.stems)

    @property
    def title(self):
        return marked(self.entry.title, 0, len(self.entry.title), self.question.stems)

    @property
    def url(self):
        """Where it is read: its file, its anchor, the second at which it is said, or its page."""
        if self.entry.document:
            return self.entry.document.url
        anchor = self.entry.anchor or (f"t={self.second}" if self.second else "")
        return f"{self.page.url}#{anchor}" if anchor else self.page.url

    @property
    def second(self):
        """The second at which the first word found is said; 0 when nobody knows."""
        passages = (passage.split(":") for passage in self.entry.passages.split())
        before = [int(second) for letter, second in passages if int(letter) <= self.start]
        return before[-1] if before else 0

    @property
    def moment(self):
        """That second as players show it: « 1:05 »."""
        minutes, seconds = divmod(self.second, 60)
        return f"{minutes}:{seconds:02}"

    @property
    def trail(self):
        """The names of what lies above it, its own page too when it is only a part of it."""
        above = [p for p in structure().values() if p.depth > 2 and self.page.path.startswith(p.path)]
        trail = [name_of(page) or names()[page.pk].label for page in above if page.pk != self.page.pk]
        own = names().get(self.page.pk)
        return [*trail, name_of(self.page) or (own.label if own else self.page.title)] if self.is_part else trail

    @property
    def is_part(self):
        """Whether it is read on a page that is more than itself."""
        return self.kind in (Kind.FIGURE, Kind.QUESTION, Kind.FUNDING, Kind.DOCUMENT, Kind.TRANSCRIPT)


def hits(keys, question):
    """Return the Hits of these entries, in this order; one reading."""
    entries = SearchEntry.objects.select_related("page", "document").defer(
        "folded", "stems", "title_stems", "title_folded"
    )
    found = entries.in_bulk(keys)
    return [Hit(found[key], question) for key in keys if key in found]


def extract(text, stems):
    """Return where the first word found starts, and the text around it with every such word marked."""
    every = words(text)
    before, first = [], None
    for word in every:
        if word.stem in stems:
            first = word
            break
        before = [*before[1 - BEFORE :], word]
    if first is None:
        return 0, marked(text, 0, _end(text), stems)
    start = before[0].start if before else first.start
    following = list(islice(every, SHOWN - len(before)))
    end = following[-1].end if len(following) == SHOWN - len(before) else len(text)
    return first.start, marked(text, start, end, stems)


def _end(text):
    shown = list(islice(words(text), SHOWN + 1))
    return shown[-1].start if len(shown) > SHOWN else len(text)


def marked(text, start, end, stems):
    """Return a part of a text as HTML, its words that have one of these stems in <mark>."""
    part, position, pieces = text[start:end], 0, []
    for word in words(part):
        if word.stem in stems:
            pieces.append((part[position : word.start], part[word.start : word.end]))
            position = word.end
    found = format_html_join("", "{}<mark>{}</mark>", pieces)
    edges = "… " if start else "", " …" if end < len(text) else ""
    return format_html("{}{}{}{}", edges[0], found, part[position:], edges[1])
