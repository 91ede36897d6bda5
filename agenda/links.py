"""Links of an event to pages and sites: what to read with it and, afterwards, how to see it again."""

from collections import namedtuple
from urllib.parse import urlsplit

from wagtail import blocks
from wagtail.models import Page

from portal.blocks import LinkBlock
from portal.querysets import published

EventLink = namedtuple("EventLink", "kind word url title text host")

KINDS = {
    "related": "À lire avec l’évènement",
    "report": "Compte rendu",
    "photos": "Photos",
    "recording": "Enregistrement",
}


class EventLinkBlock(LinkBlock):
    """A link, and what it is to the event."""

    kind = blocks.ChoiceBlock(
        label="nature", choices=KINDS.items, default="related", help_text="Ce que le lien est à l’évènement."
    )

    class Meta:
        label = "Lien"
        icon = "link"
        form_layout = ["kind", "page", "url", "title", "text"]


def link_blocks():
    """Return the blocks of the links, as a StreamField takes them."""
    return [("link", EventLinkBlock())]


def event_links(stream):
    """Return the EventLinks of a stream, without the pages that visitors may not read: one query for all."""
    values = [block["value"] for block in stream.raw_data]
    keys = {value["page"] for value in values if value.get("page")}
    pages = {page.pk: page for page in published(Page.objects.filter(pk__in=keys))} if keys else {}
    links = (_link(value, pages.get(value.get("page"))) for value in values)
    return [link for link in links if link.url]


def _link(value, page):
    kind = value.get("kind") or "related"
    url = page.url if page else "" if value.get("page") else value.get("url") or ""
    host = "" if page else urlsplit(url).netloc.removeprefix("www.")
    word = "" if kind == "related" else KINDS[kind]
    return EventLink(
        kind, word, url, value.get("title") or (page.title if page else host), value.get("text") or "", host
    )
