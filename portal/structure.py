"""The pages that the site is built of: sections, chapters, pages of duty; few, and read once per request.

Items that are many (news, events, resources) are not of the structure: their lists ask for them.
"""

from collections import namedtuple

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from portal import memo
from portal.querysets import published

Names = namedtuple("Names", "label summary")


def structure():
    """Return the pages of the structure that visitors may read, by primary key, in the order of the tree."""
    return memo.remember("structure", _read_structure)


def _read_structure():
    types = ContentType.objects.get_for_models(*_models()).values()
    pages = published(Page.objects.filter(content_type__in=types)).order_by("path")
    return {page.pk: page for page in pages}


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
    return memo.remember("names", _read_names)


def _read_names():
    rows = [model.objects.order_by().values_list("pk", "short_title", "lead") for model in _models()]
    own = {pk: (short_title, lead) for pk, short_title, lead in rows[0].union(*rows[1:], all=True)}
    found = ((page, *own[page.pk]) for page in structure().values() if page.pk in own)
    return {
        page.pk: Names(short_title or page.title, page.search_description or lead) for page, short_title, lead in found
    }


def page_of(model):
    """Return the first page of the structure that is a `model`, or None."""
    key = ContentType.objects.get_for_model(model).pk
    return next((page for page in structure().values() if page.content_type_id == key), None)


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
