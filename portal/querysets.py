from django.db.models import Q
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.query import PageQuerySet

from portal import memo


def restrictions():
    """Return every restriction of view with its page: a login, a group or a password; read once per request."""
    return memo.remember("restrictions", lambda: list(PageViewRestriction.objects.select_related("page")))


def published(pages):
    """Return those of `pages` that any visitor may read now: live, not expired, not behind a login or a password."""
    for restriction in restrictions():
        path = restriction.page.path
        pages = pages.exclude(Q(path__startswith=path) | Q(alias_of__path__startswith=path))
    return pages.live().exclude(expire_at__lte=timezone.now())


class PortalPageQuerySet(PageQuerySet):
    """Every list, count, feed and search of the site starts with published()."""

    def published(self):
        """Pages that any visitor may read now: see the function of the same name."""
        return published(self)
