"""Links of an event to pages and sites: what to read with it and, afterwards, how to see it again."""

from collections import namedtuple
from urllib.parse import urlsplit

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


def link_blocks():
    """Return the blocks of the links, as a StreamField takes them."""
    icons = {"related": "link", "report": "doc-full", "photos": "image", "recording": "media"}
    return [(kind, LinkBlock(label=label, icon=icons[kind])) for kind, label in KINDS.items()]


def event_links(stream):
    """Return the EventLinks of a stream, without the pages that visitors may not read: one query for all."""
    blocks = [(block["type"], block["value"]) for block in stream.raw_data]
    keys = {value["page"] for _, value in blocks if value.get("page")}
    pages = {page.pk: page for page in published(Page.objects.filter(pk__in=keys))} if keys else {}
    links = (_link(kind, value, pages.get(value.get("page"))) for kind, value in blocks)
    return [link for link in links if link.url]


def _link(kind, value, page):
    url = page.url if page else "" if value.get("page") else value.get("url") or ""
    host = "" if page else urlsplit(url).netloc.removeprefix("www.")
    word = "" if kind == "related" else KINDS[kind]
    return EventLink(
        kind, word, url, value.get("title") or (page.title if page else host), value.get("text") or "", host
    )
