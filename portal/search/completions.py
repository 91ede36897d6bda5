"""Titles that begin like what is being typed."""

from django.db.models import Case, IntegerField, When

from portal.models.search import Kind
from portal.search.results import LASTING, readable_entries
from portal.search.words import STOP_WORDS, clean, words
from portal.typography import typeset

SHORTEST, MOST = 2, 7


def completions(text):
    """Return the first entries whose title has every word typed, the last of which may be unfinished."""
    typed = [word.folded for word in words(clean(text)[:100])]
    if not typed or len("".join(typed)) < SHORTEST:
        return []
    entries = readable_entries()
    for number, word in enumerate(typed, 1):
        if number == len(typed):
            entries = entries.filter(title_folded__contains=f" {word}")
        elif word not in STOP_WORDS:
            entries = entries.filter(title_folded__contains=f" {word} ")
    lasting = Case(When(kind__in=LASTING, then=0), default=1, output_field=IntegerField())
    starts = Case(When(title_folded__startswith=f" {' '.join(typed)}", then=0), default=1, output_field=IntegerField())
    found = entries.annotate(lasting=lasting, starts=starts).order_by("lasting", "starts", "-pk")
    return [_option(entry) for entry in found.select_related("page", "document")[:MOST]]


def _option(entry):
    address = entry.document.url if entry.document else entry.page.url
    anchor = f"#{entry.anchor}" if entry.anchor else ""
    return {"title": typeset(entry.title), "kind": Kind(entry.kind).singular, "url": f"{address}{anchor}"}
