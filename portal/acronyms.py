"""Acronyms explained at their first use on a page, from the glossary that editors keep."""

import re
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple, Protocol
from unicodedata import combining, normalize

from django.utils.html import format_html

from portal.markup import INLINE_TAGS, KEPT, VOID_TAGS, join, split


class Acronym(Protocol):
    short: str
    long: str
    slug: str


class Note(NamedTuple):
    """An acronym that a page must explain: behind a button in its text or, failing that, in plain sight."""

    short: str
    long: str
    slug: str
    in_text: bool


class Place(NamedTuple):
    """Where a word stands: in which text, from which character to which."""

    at: int
    start: int
    end: int


class Insertion(NamedTuple):
    """Markup to put before a character of a text."""

    at: int
    position: int
    markup: str


# Outside paragraphs; in one; where a button may not be; where nobody reads.
OUTSIDE, PROSE, CLOSED, HIDDEN = range(4)
_SITUATION_OF = (
    dict.fromkeys(("p", "li", "dd", "td", "figcaption", "blockquote"), PROSE)
    | dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "legend", "label", "nav"), CLOSED)
    | dict.fromkeys(("a", "abbr", "button", "dfn", "summary"), CLOSED)
    | dict.fromkeys(("audio", "canvas", "iframe", "noscript", "object", "select", "template", "video"), HIDDEN)
)
_HIDDEN = re.compile(r"""[\s-](?:hidden|inert|popover)(?:[\s>"]|="(?!false))""")
_SPACES = " \t\n\r\f"


def explain(html: str, entries: Iterable[Acronym]) -> tuple[str, list[Note]]:
    """HTML where the first use of each acronym is a button that shows its note, and the notes to show.

    An acronym that its author spells out where it is first used needs nothing. One that has no place
    for a button (a heading, a link) is returned all the same, `in_text` being false: its note must be
    read without a button. Give HTML whose no-break spaces are in place: lines may break on both sides
    of a button, so the button takes along the signs that stick to its word.
    """
    entries = {entry.short: entry for entry in entries if entry.short in html}
    if not entries:
        return html, []
    texts, tokens, names = split(html)
    uses = _uses(entries, texts, _lines(tokens, names))
    insertions = []
    for place, short in sorted((place, short) for short, place in uses.items() if place):
        insertions += _button(entries[short].slug, place, _hold(place, texts, tokens, names))
    notes = [Note(short, entries[short].long, entries[short].slug, bool(place)) for short, place in uses.items()]
    return join(_insert(texts, insertions), tokens), notes


def _lines(tokens: list[str], names: list[str | None]) -> Iterator[list[tuple[int, int]]]:
    """The texts of each paragraph, heading and so on, each with the situation it is in."""
    stack, line = [("", OUTSIDE)], [(0, OUTSIDE)]
    for at, (token, name) in enumerate(zip(tokens, names, strict=True), 1):
        if name and name != KEPT and name not in VOID_TAGS:
            _step(stack, token, name)
            if name not in INLINE_TAGS:
                yield line
                line = []
        line.append((at, stack[-1][1]))
    yield line


def _step(stack: list[tuple[str, int]], token: str, name: str) -> None:
    """Enter or leave an element; an end tag that ends nothing is ignored."""
    if token[1] != "/":
        stack.append((name, _situation(stack[-1][1], token, name)))
        return
    for depth in range(len(stack) - 1, 0, -1):
        if stack[depth][0] == name:
            del stack[depth:]
            break


def _situation(around: int, token: str, name: str) -> int:
    if " " in token and _HIDDEN.search(token):
        return HIDDEN
    own = _SITUATION_OF.get(name, around if name in INLINE_TAGS else OUTSIDE)
    return max(own, around) if around >= CLOSED else own


def _uses(
    entries: dict[str, Acronym], texts: list[str], lines: Iterable[list[tuple[int, int]]]
) -> dict[str, Place | None]:
    """Acronyms to explain, in the order of the page, with the place of their button if there is one."""
    word = _any_of(entries)
    uses, done = {}, set()
    for line in lines:
        prose = "".join(texts[at] for at, situation in line if situation != HIDDEN)
        for short in dict.fromkeys(word.findall(prose)):
            if short in done:
                continue
            if _plain(entries[short].long) in _plain(prose):
                uses.pop(short, None)
                done.add(short)
            elif uses.setdefault(short) is None and (place := _first(word, short, texts, line)):
                uses[short] = place
                done.add(short)
    return uses


def _any_of(words: Iterable[str]) -> re.Pattern:
    """Pattern of whole words, out of addresses; each looks behind itself, so that the search leaps to its letters."""
    branches = "|".join(rf"{word}(?<![\w@.]{word})" for word in map(re.escape, words))
    return re.compile(rf"(?:{branches})(?![\w@]|\.\w)")


def _first(word: re.Pattern, short: str, texts: list[str], line: list[tuple[int, int]]) -> Place | None:
    """Where an acronym is first used in the prose of a line."""
    places = (
        Place(at, match.start(), match.end())
        for at, situation in line
        if situation == PROSE
        for match in word.finditer(texts[at])
        if match[0] == short
    )
    return next(places, None)


def _plain(text: str) -> str:
    """The words that carry sense, to compare what two people have typed: case, accents, de or du aside."""
    letters = "".join(letter for letter in normalize("NFD", text.casefold()) if not combining(letter))
    return " ".join(["", *re.findall(r"\w{3,}", letters), ""])


def _hold(place: Place, texts: list[str], tokens: list[str], names: list[str | None]) -> list[Insertion]:
    """What keeps the signs before and after a word on its line once it is a button; nothing between spaces."""
    at, start, end = place
    before, after = texts[at][:start], texts[at][end:]
    first = last = at
    if not (before and after) and _fills_element(at, texts, tokens, names):
        first, last, before, after, end = at - 1, at + 1, texts[at - 1], texts[at + 1], 0
    sticks_before, sticks_after = before[-1:] not in _SPACES, after[:1] not in _SPACES
    if not (sticks_before or sticks_after or (first < at and len(texts[at]) > place.end - start)):
        return []
    opening = Insertion(first, len(before) - sticks_before, '<span class="acronyms__word">')
    return [opening, Insertion(last, end + sticks_after, "</span>")]


def _fills_element(at: int, texts: list[str], tokens: list[str], names: list[str | None]) -> bool:
    """Whether a text is all that an element of the line contains, in one word."""
    if not 0 < at < len(tokens) or any(space in texts[at] for space in _SPACES):
        return False
    return names[at - 1] == names[at] in INLINE_TAGS and tokens[at - 1][1] != "/" == tokens[at][1]


def _button(slug: str, place: Place, hold: list[Insertion]) -> list[Insertion]:
    tag = '<button type="button" class="acronym" popovertarget="sigle-{0}" aria-describedby="sigle-{0}">'
    opening = Insertion(place.at, place.start, format_html(tag, slug))
    return [*hold[:1], opening, Insertion(place.at, place.end, "</button>"), *hold[1:]]


def _insert(texts: list[str], insertions: list[Insertion]) -> list[str]:
    texts = list(texts)
    for at, position, markup in sorted(insertions, key=itemgetter(0, 1))[::-1]:
        texts[at] = texts[at][:position] + markup + texts[at][position:]
    return texts
