from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from portal import memo

# What an index of their own holds (portal/page_index.py): pages that are not live, and those that are not for ever.
FEW = Q(live=False) | Q(expire_at__isnull=False)


def restrictions():
    """Return every restriction of view with its page: a login, a group or a password; read once per request."""
    return memo.remember("restrictions", lambda: list(PageViewRestriction.objects.select_related("page")))


def published(pages):
    """Return those of `pages` that any visitor may read now: live, not expired, not behind a login or a password."""
    for restriction in restrictions():
        path = restriction.page.path
        pages = pages.exclude(Q(path__startswith=path) | Q(alias_of__path__startswith=path))
    # The few that are not to be read are looked up; the table of all pages, wide and long, need not be read to count.
    hidden = Page.objects.filter(FEW, Q(live=False) | Q(expire_at__lte=timezone.now()), pk=OuterRef("pk"))
    return pages.filter(~Exists(hidden))


def any_of(records):
    """Return the condition of being in one of `records`, small querysets of one model, each with its own order and end.

    PostgreSQL reads a whole table to answer « in these or in those », and looks up what is in the union of both.
    """
    first, *others = (few.model._base_manager.filter(pk__in=few.values("pk")).values("pk") for few in records)
    return Q(pk__in=first.union(*others, all=True))


class PortalPageQuerySet(PageQuerySet):
    """Every list, count, feed and search of the site starts with published()."""

    def published(self):
        """Pages that any visitor may read now: see the function of the same name."""
        return published(self)
