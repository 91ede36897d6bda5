from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from portal import memo

# What an index of their own holds (portal/page_index.py): pages that are not live, and those that are not for ever.
FEW = Q(live=False) | Q(expire_at__isnull=False)
# After whatever a path may be followed by.
LAST = Page.alphabet[-1] * Page._meta.get_field("path").max_length


def restrictions():
    """Return every restriction of view with its page: a login, a group or a password; read once per request."""
    return memo.remember("restrictions", lambda: list(PageViewRestriction.objects.select_related("page")))


def published(found, page="pk"):
    """Return those of `found` that any visitor may read now: live, not expired, not behind a login or a password.

    They are pages, or stand on a page that the field `page` leads to. The few that are not to be read are looked up,
    as one set: the table of all pages, wide and long, need not be read to count.
    """
    hidden = Page.objects.filter(FEW, Q(live=False) | Q(expire_at__lte=timezone.now())).order_by().values("pk")
    restricted = [pages for restriction in restrictions() for pages in _behind(restriction.page.path)]
    return found.exclude(**{f"{page}__in": hidden.union(*restricted, all=True) if restricted else hidden})


def _behind(path):
    """Return the keys of pages from this one down, then those of their aliases: each is what an index answers."""
    # As treebeard asks for descendants: bounds are what an index understands of « begins with ».
    below = Page.objects.filter(path__gte=path, path__lte=path + LAST).order_by().values("pk")
    return below, Page.objects.filter(alias_of__in=below).order_by().values("pk")


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
