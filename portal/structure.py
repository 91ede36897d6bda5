"""The pages that the site is built of: sections, chapters, pages of duty; few, and kept (portal/memo.py).

Items that are many (news, events, resources) are not of the structure: their lists ask for them.
"""

from collections import namedtuple
from datetime import UTC, datetime

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from portal import memo
from portal.querysets import published

# Before any page can have expired: what is kept does not depend on the clock.
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
Names = namedtuple("Names", "label summary")


def structure():
    """Return the pages of the structure that visitors may read, by primary key, in the order of the tree."""
    return memo.remember("structure", _read_structure)


def _read_structure():
    now, pages = timezone.now(), memo.keep("pages", _read_pages)
    return {page.pk: page for page in pages if page.expire_at is None or page.expire_at > now}


def _read_pages():
    types = ContentType.objects.get_for_models(*_models()).values()
    pages = list(published(Page.objects.filter(content_type__in=types), at=BEGINNING).order_by("path"))
    for page in pages:
        page.url  # noqa: B018  Wagtail keeps with each what it looks up for that.
    return pages


def summaries(pages):
    """Return what each of these pages is about, by primary key: one reading, whatever their types."""
    keys = [page.pk for page in pages]
    rows = [model.objects.order_by().filter(pk__in=keys).values_list("pk", "lead") for model in _page_models()]
    leads = dict(rows[0].union(*rows[1:], all=True))
    return {page.pk: page.search_description or leads.get(page.pk, "") for page in pages}


def _models():
    return [model for model in _page_models() if model.show_in_menus_default]


def _page_models():
    return [model for model in apps.get_models() if issubclass(model, Page) and model is not Page]


def names():
    """Return the Names of each page of the structure, by primary key: how it is called and presented in few words."""
    return memo.keep("names", _read_names)


def _read_names():
    rows = [model.objects.order_by().values_list("pk", "short_title", "lead") for model in _models()]
    own = {pk: (short_title, lead) for pk, short_title, lead in rows[0].union(*rows[1:], all=True)}
    found = ((page, *own[page.pk]) for page in memo.keep("pages", _read_pages) if page.pk in own)
    return {
        page.pk: Names(short_title or page.title, page.search_description or lead) for page, short_title, lead in found
    }


def page_of(model):
    """Return the first page of the structure that is a `model`, or None."""
    key = ContentType.objects.get_for_model(model).pk
    return next((page for page in structure().values() if page.content_type_id == key), None)


def whole(page):
    """Return a page of the structure with the fields of its own kind."""
    return memo.keep(("whole", page.pk), page.get_specific)


def whole_of(model):
    """Return what page_of() does, whole."""
    page = page_of(model)
    return whole(page) if page else None


def children_of(parent):
    """Return the pages of the structure right under `parent`, in the editors' order."""
    depth = parent.depth + 1
    return [page for page in structure().values() if page.depth == depth and page.path.startswith(parent.path)]


def readable(key):
    """Return the page of this primary key if visitors may read it now, else None."""
    return readable_many([key])[key]


def readable_many(keys):
    """Return what readable() does, by primary key: one reading for all, which it then remembers."""
    others = (key for key in keys if key not in structure())
    found = memo.remember_many(
        "readable", others, lambda unread: published(Page.objects.filter(pk__in=unread)).in_bulk()
    )
    return structure() | found
