from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from portal import memo

# What an index of their own holds (portal/page_index.py): pages that are not live, and those that are not for ever.
FEW = Q(live=False) | Q(expire_at__isnull=False)
# The same, in SQL, of those that are not published at an instant.
_PAGES = f"SELECT id FROM {Page._meta.db_table} WHERE "  # noqa: S608
UNPUBLISHED = f"{_PAGES}(NOT live OR expire_at IS NOT NULL) AND (NOT live OR expire_at <= %s)"
# A page and all that lies under it, as treebeard asks for it: between bounds, which an index answers.
BELOW = f"{_PAGES}path BETWEEN %s AND %s"
ALIASES_BELOW = f"{_PAGES}alias_of_id IN ({BELOW})"
LAST = Page.alphabet[-1] * Page._meta.get_field("path").max_length


def restrictions():
    """Return every restriction of view with its page: a login, a group or a password."""
    return memo.keep("restrictions", lambda: list(PageViewRestriction.objects.select_related("page")))


def published(found, page="pk", at=None):
    """Return those of `found` that any visitor may read: live, not expired now or `at` an instant, open to all.

    They are pages, or stand on a page that the field `page` leads to. The few that are not to be read are looked up,
    as one set: the table of all pages, wide and long, need not be read to count.
    """
    parts, params = [UNPUBLISHED], [connection.ops.adapt_datetimefield_value(at or timezone.now())]
    for restriction in restrictions():
        path = restriction.page.path
        parts += [BELOW, ALIASES_BELOW]
        params += 2 * [path, path + LAST]
    # In SQL, because a page asks for this some ten times: writing it anew took Django longer than the answer.
    return found.exclude(**{f"{page}__in": RawSQL(" UNION ALL ".join(parts), params)})  # noqa: S611


def any_of(records):
    """Return the condition of being in one of `records`, small querysets of one model, each with its own order and end.

    PostgreSQL reads a whole table to answer « in these or in those », and looks up what is in the union of both.
    """
    first, *others = (
        few.model._base_manager.order_by().filter(pk__in=few.values("pk")).values("pk") for few in records
    )
    return Q(pk__in=first.union(*others, all=True))


class PortalPageQuerySet(PageQuerySet):
    """Every list, count, feed and search of the site starts with published()."""

    def published(self):
        """Pages that any visitor may read now: see the function of the same name."""
        return published(self)
