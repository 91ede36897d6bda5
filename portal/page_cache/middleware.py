import hashlib
import logging
import time

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError, InterfaceError
from django.forms import Form
from django.utils.functional import cached_property
from wagtail.utils.apps import get_app_submodules

from portal.page_cache import generation
from portal.page_cache.copies import Copy

logger = logging.getLogger(__name__)

# Whatever changes with time alone changes on the minute: the day, the hours of events, the end of a publication.
MINUTE = 60
A_DAY = 86_400
PRIVATE_PATHS = ("/admin/", "/compte/", "/sante/", "/media/", "/documents/", "/enregistrements/", "/photos/")
PRIVATE_PATHS += ("/_util/", "/carte/", "/brouillon/")
NEGOTIATED = {"HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"}
# What is typed freely would fill the cache with pages that nobody asks for again.
FREE = {"q"}


class PageCacheMiddleware:
    """Answers visitors who are nobody in particular with pages that are ready.

    The generation is read before a page is rendered and names what is kept: a page that was rendered before a
    publication can never be answered after it, however late it is kept. When the site cannot answer any more,
    the last good page of an address without filters is answered, as long as a day.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        key = self.key(request) if settings.PAGE_CACHE else None
        if key is None:
            response = self.get_response(request)
            if is_somebody(request):
                # A CDN that does not look at « Vary » would give it to everybody.
                response.headers.setdefault("Cache-Control", "private, no-cache")
            return response
        try:
            place = f"{generation.current()}:{int(time.time() // MINUTE)}:{key}"
        except (DatabaseError, InterfaceError):
            return self.last_resort(request, key) or self.get_response(request)
        copy = self.store.get(place)
        return copy.answer(request, "hit") if copy else self.render(request, key, place)

    def render(self, request, key, place):
        # The page itself is wanted, whole: what this browser takes and has is for the copy to see.
        asked = {name: request.META.pop(name) for name in NEGOTIATED & request.META.keys()}
        response = self.get_response(request)
        request.META |= asked
        if response.status_code >= 500:
            return self.last_resort(request, key) or response
        copy = Copy.of(response)
        if copy is None:
            # Withdrawn, or no longer for all: it comes back in no trouble.
            self.store.delete(f"last:{key}")
            return response
        self.store.set(place, copy, MINUTE)
        if not request.META["QUERY_STRING"]:
            # There is no end of what can be asked for with filters: a day of it would fill a cache that all share.
            self.store.set(f"last:{key}", copy, A_DAY)
        return copy.answer(request, "miss")

    def last_resort(self, request, key):
        """Return the last good answer of this address, or None."""
        copy = self.store.get(f"last:{key}")
        if copy:
            logger.warning("Copie de secours servie pour %s.", request.path)
        return copy and copy.answer(request, "stale")

    def key(self, request):
        """Return what tells the page asked for from any other; None for what is never kept."""
        if not is_public(request) or request.GET.keys() - self.parameters:
            return None
        # Of a parameter said twice the last one counts, even empty: only those that say nothing are left out.
        query = sorted((name, values) for name, values in request.GET.lists() if any(values))
        told = f"{request.scheme}:{request.get_host()}:{request.path}:{query}"
        return hashlib.sha256(told.encode()).hexdigest()

    @property
    def store(self):
        return caches["pages"]

    @cached_property
    def parameters(self):
        """The names of the filters of every list, and of the pages of a list."""
        modules = (vars(module).values() for _, module in get_app_submodules("forms"))
        forms = {found for values in modules for found in values if isinstance(found, type) and issubclass(found, Form)}
        return {"page"} | {name for form in forms for name in form.base_fields} - FREE


def is_public(request):
    """Whether this is asked by nobody in particular, of what everybody is shown."""
    return request.method in ("GET", "HEAD") and not is_somebody(request) and not request.path.startswith(PRIVATE_PATHS)


def is_somebody(request):
    """Whether this may be somebody in particular, whose pages are nobody else's."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "HTTP_AUTHORIZATION" in request.META
