"""The links of a page or a record: what its texts, its blocks and its fields lead to."""

from html import unescape
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings
from django.db.models import URLField
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, ReferenceIndex, get_page_models

from portal.models import BasePage, PortalDocument
from portal.parts import parts, rich_text

LONGEST = 2000
# What stands for a page or a document that is no longer there.
GONE = "supprimé:"


def own_hosts():
    """Return the hosts whose addresses are those of this site."""
    return {urlsplit(settings.SITE_URL).netloc.lower(), *settings.OTHER_HOSTS}


def sources():
    """Yield every published page, then every record that may hold a link."""
    for model in get_page_models():
        if issubclass(model, BasePage):
            yield from model.objects.published().iterator(chunk_size=100)
    for model in apps.get_models():
        if model.__module__.split(".")[0] in _own_apps() and _holds_links(model):
            records = model._base_manager.all()
            yield from records.filter(live=True) if hasattr(model, "live") else records


def _own_apps():
    return {config.label for config in apps.get_app_configs() if Path(config.path).parent == settings.BASE_DIR}


def _holds_links(model):
    is_part = any(isinstance(field, ParentalKey) for field in model._meta.fields)
    kinds = (URLField, RichTextField, StreamField)
    holds = any(isinstance(field, kinds) for field in model._meta.fields) or get_all_child_relations(model)
    return bool(holds) and not is_part and not issubclass(model, Page)


def links_of(record):
    """Return the addresses that a record leads to: those of this site from « / », the others whole."""
    here = urlsplit(record.url or "/").path if isinstance(record, Page) else "/"
    found = {address for href in _hrefs(record) if (address := normal(href, here))}
    return found | set(_references(record))


def normal(href, here="/"):
    """Return an address as it is kept; nothing for what is no address of the web (mailto:, tel:…).

    >>> normal("https://www.afd.fr/fr#haut"), normal("#agir", "/aide/"), normal("mailto:a@b.fr")
    ('https://www.afd.fr/fr', '/aide/#agir', '')
    """
    href = href.strip()
    try:
        parts = urlsplit(href)
    except ValueError:
        return href[:LONGEST]
    if parts.scheme not in ("", "http", "https") or not href or len(href) > LONGEST:
        return ""
    if parts.netloc and parts.netloc.lower() not in own_hosts():
        return urldefrag(href if parts.scheme else f"https:{href}").url
    whole = urlsplit(urljoin(f"http://x{here}", href))
    query, anchor = whole.query and f"?{whole.query}", whole.fragment and f"#{whole.fragment}"
    return f"{whole.path or '/'}{query}{anchor}"


def _references(record):
    """Yield the addresses of the pages and documents that a record names."""
    page_type, document_type = map(ReferenceIndex._get_base_content_type, (Page, PortalDocument))
    for kind, key, *_ in ReferenceIndex._extract_references_from_object(record):
        if kind in (page_type.pk, document_type.pk):
            model = Page if kind == page_type.pk else PortalDocument
            target = model.objects.filter(pk=key).first()
            word = "page" if model is Page else "document"
            yield urlsplit(target.url or "/").path if target else f"{GONE}{word} n° {key}"


def _hrefs(record):
    """Yield the raw addresses of a record and of its rows."""
    for part, value in parts(record):
        if (html := rich_text(part, value)) is not None:
            yield from _text_hrefs(html)
        elif isinstance(part, URLField | blocks.URLBlock) and value:
            yield value


def _text_hrefs(html):
    """Yield the addresses that a rich text keeps as such; its pages and documents are references."""
    links = BeautifulSoup(html, "html.parser").select("a[href]") if html and "href" in html else ()
    return [unescape(link["href"]) for link in links]
