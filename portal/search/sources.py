"""What each kind of page gives to find: apps say so in their module `searchable`, read when the site starts."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from itertools import chain

from django.db.models import Model
from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, ReferenceIndex
from wagtail.rich_text import expand_db_html
from wagtail.search.index import SearchField

from portal.models import PortalDocument, PortalMedia
from portal.models.search import Kind
from portal.search import files

# Where a paragraph or an item of a list ends.
_ENDS = re.compile(r"</(?:p|li|h\d|blockquote)>")


@dataclass
class Find:
    """A thing to be found; `anchor` is where it stands on its page, `value` what answers in a word."""

    kind: Kind
    title: str
    text: str = ""
    other_title: str = ""
    anchor: str = ""
    value: str = ""
    dated_on: date | None = None
    document: PortalDocument | None = None
    passages: list = field(default_factory=list)


def nothing(page):
    """What most pages give beyond themselves."""
    return ()


@dataclass
class Source:
    kind: Kind = Kind.PAGE
    dated_on: str = ""
    more: Callable[[Page], Iterable[Find]] = nothing
    words: Callable[[Page], Iterable[str]] = nothing


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
    text = in_sentences([text_of(page), *source.words(page)])
    yield Find(source.kind, page.title, text, getattr(page, "short_title", ""), dated_on=dated_on)
    yield from source.more(page)
    for document in used_by(page, PortalDocument):
        yield Find(Kind.DOCUMENT, document.title, files.document_text(document), dated_on=dated_on, document=document)
    for media in used_by(page, PortalMedia):
        text, passages = files.transcript(media)
        if text:
            yield Find(Kind.TRANSCRIPT, media.title, text, dated_on=dated_on, passages=passages)


def text_of(page):
    """Return the plain text of a page: its summaries, then every field that it declares to search engines."""
    inherited = {field.field_name for field in Page.search_fields if isinstance(field, SearchField)} | {"lead"}
    declared = (field for field in type(page).search_fields if isinstance(field, SearchField))
    names = dict.fromkeys(field.field_name for field in declared if field.field_name not in inherited)
    parts = chain.from_iterable(_texts(page._meta.get_field(name), getattr(page, name)) for name in names)
    return in_sentences([getattr(page, "lead", ""), page.search_description, *parts])


def in_sentences(texts):
    """Return texts one after another, each with an end, so that a reader of an extract sees where the next begins.

    >>> in_sentences(["CNCD", "", "Une action.", "Loi de 1992,"])
    'CNCD.\\nUne action.\\nLoi de 1992,'
    """
    kept = filter(None, (text.strip() for text in texts))
    return "\n".join(f"{text}." if text[-1].isalnum() or text[-1] in ")»%€" else text for text in kept)


def _texts(field, value):
    """Return the texts of a field, as they are read."""
    if isinstance(field, StreamField):
        return list(_block_texts(field.stream_block, value))
    return [plain(value) if isinstance(field, RichTextField) else str(value or "")]


def _block_texts(block, value):
    """Yield the texts of a block and of those within it."""
    if isinstance(block, blocks.RichTextBlock):
        yield plain(value.source)
    elif isinstance(block, blocks.BaseStreamBlock):
        for child in value:
            yield from _block_texts(child.block, child.value)
    elif isinstance(block, blocks.BaseStructBlock):
        # The value of an ImageBlock is an image.
        children = block.child_blocks.items() if isinstance(value, blocks.StructValue) else ()
        for name, child in children:
            yield from _block_texts(child, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for child in value:
            yield from _block_texts(block.child_block, child)
    else:
        yield from block.get_searchable_content(value)


def plain(html):
    """Return a rich text as it is read, the figures that it cites included."""
    lines = _ENDS.sub("\n", expand_db_html(html)).replace("<", " <") if html else ""
    return in_sentences(unescape(strip_tags(lines)).splitlines())


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
