"""Results as visitors read them: address, place in the site, and the words around those that they typed."""

from itertools import islice

from django.utils.html import format_html, format_html_join

from portal.models import SearchEntry
from portal.models.search import Kind
from portal.navigation import name_of
from portal.search.words import spans
from portal.structure import names, structure

# Words shown before the first word found, and in all.
BEFORE, SHOWN = 10, 40


class Hit:
    """An entry found by a question, ready to be read."""

    def __init__(self, entry, question):
        self.entry, self.page = entry, entry.page
        self.pk, self.dated_on, self.value = entry.pk, entry.dated_on, entry.value
        self.kind = Kind(entry.kind)
        in_title, stems = entry.title_stems.split(), entry.stems.split()
        self._title_places = question.places(in_title)
        self.start, self.extract = extract(entry.text, stems[len(in_title) :], question)

    @property
    def title(self):
        title = self.entry.title
        found = [span for rank, span in enumerate(spans(title)) if rank in self._title_places]
        return marked(title, 0, len(title), found)

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
    entries = SearchEntry.objects.select_related("page", "document").defer("folded", "title_folded")
    found = entries.in_bulk(keys)
    return [Hit(found[key], question) for key in keys if key in found]


def extract(text, stems, question):
    """Return where the first word found starts, and the text around it with every such word marked.

    `stems` are those of the words of the text.
    """
    places = question.places(stems)
    first = min(places, default=0)
    ranks = range(max(0, first - BEFORE), min(len(stems), max(0, first - BEFORE) + SHOWN))
    shown = list(zip(ranks, islice(spans(text), ranks.start, ranks.stop), strict=False))
    if not shown:
        return 0, ""
    start = shown[0][1][0] if ranks.start else 0
    end = shown[-1][1][1] if ranks.stop < len(stems) else len(text)
    edges = ("… " if start else ""), (" …" if end < len(text) else "")
    position = next((span[0] for rank, span in shown if rank == first), 0)
    words = [span for rank, span in shown if rank in places]
    return position, format_html("{}{}{}", edges[0], marked(text, start, end, words), edges[1])


def marked(text, start, end, words):
    """Return a part of a text as HTML, these words (each its start and its end) in <mark>."""
    pieces = []
    for first, last in words:
        if pieces and text[start:first].isspace():
            # Words that follow one another are one mark.
            pieces[-1] = (pieces[-1][0], f"{pieces[-1][1]}{text[start:last]}")
        else:
            pieces.append((text[start:first], text[first:last]))
        start = last
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[start:end])
