"""What each kind of page gives to find. Apps say so in their module `searchable`, which is read when the site starts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from django.db.models import Model
from django.utils.html import strip_tags
from wagtail.models import Page, ReferenceIndex
from wagtail.rich_text import expand_db_html
from wagtail.search.index import SearchField

from portal.models import PortalDocument, PortalMedia
from portal.models.search import Kind
from portal.search import files


@dataclass
class Find:
    """A thing to be found; `anchor` is where it stands on its page, `value` what answers in a word."""

    kind: Kind
    title: str
    text: str = ""
    anchor: str = ""
    value: str = ""
    dated_on: date | None = None
    document: PortalDocument | None = None
    passages: list = field(default_factory=list)


@dataclass
class Source:
    kind: Kind = Kind.PAGE
    dated_on: str = ""
    more: Callable[[Page], Iterable[Find]] = lambda page: ()
    words: Callable[[Page], Iterable[str]] = lambda page: ()


_sources: dict[type, Source] = {}
_followed: dict[type, Callable[[Model], Iterable[Page]]] = {}


def searchable(model, kind=Kind.PAGE, **source):
    """Say of what kind a type of page is.

    `dated_on` names the field that dates it, `words(page)` gives the texts that it does not declare
    itself, and `more(page)` what else is to be found on it.
    """
    _sources[model] = Source(kind, **source)


def followed(model, pages):
    """Have the pages that `pages(record)` gives read again when a record of this type changes."""
    _followed[model] = pages


def readers(record):
    """Return the pages to be read again when this record changes."""
    pages = _followed.get(type(record))
    return list(pages(record)) if pages else []


def finds(page):
    """Yield everything to be found on a page: itself, what its app says, its files and recordings."""
    source = _sources.get(type(page), Source())
    dated_on = getattr(page, source.dated_on) if source.dated_on else None
    yield Find(source.kind, page.title, "\n".join([text_of(page), *source.words(page)]), dated_on=dated_on)
    yield from source.more(page)
    for document in used_by(page, PortalDocument):
        yield Find(Kind.DOCUMENT, document.title, files.document_text(document), dated_on=dated_on, document=document)
    for media in used_by(page, PortalMedia):
        text, passages = files.transcript(media)
        if text:
            yield Find(Kind.TRANSCRIPT, media.title, text, dated_on=dated_on, passages=passages)


def text_of(page):
    """Return the plain text of a page: its lead, then every field that it declares to search engines."""
    own = {f.field_name for f in page.get_search_fields() if isinstance(f, SearchField)} - {"title", "lead"}
    fields = (f for f in type(page).search_fields if isinstance(f, SearchField) and f.field_name in own)
    parts = (_values(f.get_value(page)) for f in fields)
    return "\n".join(filter(None, [getattr(page, "lead", ""), *chain.from_iterable(parts)]))


def _values(value):
    return value if isinstance(value, list) else [value or ""]


def plain(html):
    """Return a rich text as it is read, the figures that it cites included."""
    return strip_tags(expand_db_html(html).replace("<", " <")) if html else ""


def used_by(page, model):
    """Return the documents or recordings that a page shows, once each."""
    # What Wagtail itself would note when the page is saved: it may not have done so yet.
    keys = {
        key
        for kind, key, *_ in ReferenceIndex._extract_references_from_object(page)
        if kind == ReferenceIndex._get_base_content_type(model).pk
    }
    return model.objects.filter(pk__in=keys).order_by("pk") if keys else []


def users_of(record):
    """Return the pages that name this record."""
    references = ReferenceIndex.get_references_to(record)
    kind = ReferenceIndex._get_base_content_type(Page)
    return Page.objects.filter(pk__in=[r.object_id for r in references.filter(base_content_type=kind)])


followed(PortalDocument, users_of)
followed(PortalMedia, users_of)
