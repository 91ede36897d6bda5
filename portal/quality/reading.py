"""A draft, read once for all that is to be checked in it."""

from functools import cached_property
from typing import NamedTuple

from bs4 import BeautifulSoup
from django.db.models import ForeignKey
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.images.blocks import ImageBlock

from portal.blocks import HeadingBlock, LinkBlock
from portal.models import PortalImage, PortalMedia
from portal.parts import parts, rich_text

PARAGRAPHS = ["p", "li", "blockquote"]


class Picture(NamedTuple):
    """An image of the page: its title, what is said of it to who does not see it, whether nothing need be."""

    title: str
    alternative: str
    is_decorative: bool


class Link(NamedTuple):
    """A link of a text: its words, and the page it leads to (None: it is not to a page; 0: a page that is gone)."""

    words: str
    page: int | None


class Reading:
    """What checks look at: `page`, and what its texts and blocks hold."""

    def __init__(self, page):
        self.page = page
        self._parts = list(parts(page))

    @cached_property
    def soups(self):
        """The rich texts, in order, as BeautifulSoups."""
        found = (rich_text(part, value) for part, value in self._parts)
        return [BeautifulSoup(html, "html.parser") for html in found if html]

    @cached_property
    def headings(self):
        """The headings below the title, in order: (level, words)."""
        found = []
        for part, value in self._parts:
            if isinstance(part, HeadingBlock):
                found.append((2, value["text"].strip()))
            elif html := rich_text(part, value):
                tags = BeautifulSoup(html, "html.parser").find_all(["h2", "h3", "h4"])
                found += [(int(tag.name[1]), tag.get_text(" ", strip=True)) for tag in tags]
        return found

    @cached_property
    def paragraphs(self):
        """The words of each paragraph and line of a list."""
        tags = (tag for soup in self.soups for tag in soup.find_all(PARAGRAPHS))
        return [" ".join(tag.get_text().split()) for tag in tags]

    @cached_property
    def links(self):
        return [_link(tag) for soup in self.soups for tag in soup.find_all("a")]

    @cached_property
    def link_titles(self):
        """The titles that editors gave to cards of links."""
        return [value["title"] for part, value in self._parts if isinstance(part, LinkBlock) and value.get("title")]

    @cached_property
    def pictures(self):
        shown = [value for part, value in self._parts if isinstance(part, ImageBlock) and value]
        found = [Picture(image.title, image.contextual_alt_text or "", image.decorative) for image in shown]
        keys = {value for part, value in self._parts if _is_key_of(part, PortalImage) and value}
        own = PortalImage.objects.filter(pk__in=keys) if keys else []
        return found + [Picture(image.title, image.description, False) for image in own]

    @cached_property
    def recordings(self):
        """The sounds and films, whether a block or the page itself holds them."""
        shown = [value for _, value in self._parts if isinstance(value, PortalMedia)]
        keys = {value for part, value in self._parts if _is_key_of(part, PortalMedia) and value}
        return shown + list(PortalMedia.objects.filter(pk__in=keys) if keys else [])

    @cached_property
    def tables(self):
        return [value for _, value in self._parts if isinstance(value, TypedTable)]


def _is_key_of(part, model):
    return isinstance(part, ForeignKey) and part.related_model is model


def _link(tag):
    is_page = tag.get("linktype") == "page"
    key = tag.get("id", "")
    return Link(" ".join(tag.get_text().split()), (int(key) if key.isdecimal() else 0) if is_page else None)
