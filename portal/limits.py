"""How often one address may ask for what costs the site dear; counted in the shared cache, for all workers at once."""

import ipaddress
import logging
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

logger = logging.getLogger(__name__)


MINUTE = 60


@dataclass(frozen=True)
class Limit:
    """At most `count` requests of the kind `name` per `seconds`, from one address: a town hall may stand behind it."""

    name: str
    count: int
    seconds: int

    def wait(self, request):
        """Count this request; return in how many seconds the next is welcome, 0 if this one is.

        This machine itself is never limited: it is a trial, a measure, or a proxy that BEHIND_PROXY does not declare,
        behind which everybody would pay for one. Without a cache nobody is limited: the site is worth more.
        """
        address = client_network(request)
        if not address:
            return 0
        window, elapsed = divmod(int(time.time()), self.seconds)
        digest = salted_hmac("portal.limits", f"{self.name} {address} {window}").hexdigest()
        try:
            seen = _count(f"limit:{digest}", self.seconds)
        except Exception:
            logger.exception("Le cache ne répond pas : aucune limite n’est tenue.")
            return 0
        return self.seconds - elapsed if seen > self.count else 0


def _count(key, seconds):
    """Add one to a counter that lasts `seconds`, whatever the cache; return what it says."""
    if cache.add(key, 1, seconds):
        return 1
    try:
        seen = cache.incr(key)
    except ValueError:
        return 1
    if seen is None:
        raise ConnectionError(f"Nothing was counted for {key}.")
    # Caches without counters of their own start the time anew, and with another.
    cache.touch(key, seconds)
    return seen


def client_address(request):
    """Return the address of the visitor, an ipaddress; None for this machine or if unknown.

    The proxy writes the last address of X-Forwarded-For: those before it are whatever the visitor claims, and the whole
    is believed with BEHIND_PROXY alone.
    """
    text = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        text = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or text
    try:
        address = ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return None
    address = getattr(address, "ipv4_mapped", None) or address
    return None if address.is_loopback else address


def client_network(request):
    """Return the network that a visitor holds, a /64 at least with IPv6 (RFC 6177); "" for this machine."""
    address = client_address(request)
    if address is None:
        return ""
    return str(ipaddress.ip_network((address, 64 if address.version == 6 else 32), strict=False))


def too_many(request, seconds=60, template="429.html"):
    """Return what says, with 429, when to come back (RFC 6585): a page to browsers, a line to programs."""
    minutes = -(-seconds // 60)
    if request.accepts("text/html") and "." not in request.path:
        response = render(request, template, {"minutes": minutes}, status=429)
    else:
        words = f"Trop de demandes viennent de cette adresse : revenez dans {minutes} min."
        response = HttpResponse(words, status=429, content_type="text/plain; charset=utf-8")
    return told_to_wait(response, seconds)


def told_to_wait(response, seconds):
    """Say on a response in how many seconds to ask again; nobody keeps it."""
    response.headers["Retry-After"] = str(seconds)
    response.headers["Cache-Control"] = "no-store"
    return response


# By the name of a route. Whoever reads, even two hundred at once behind one address, meets none of these; a program
# that takes everything does. What a cache answers is not counted.
SEARCH = Limit("search", 120, MINUTE)
FEEDS = Limit("feeds", 120, MINUTE)
MADE = Limit("made", 90, MINUTE)
LISTS = Limit("lists", 300, MINUTE)
PASSWORDS = Limit("passwords", 30, 10 * MINUTE)
BY_ROUTE = {
    "search": SEARCH,
    "suggestions": Limit("suggestions", 600, MINUTE),
    **dict.fromkeys(["calendar", "rss", "event_calendar", "news_feed", "resource_feed", "figures_file"], FEEDS),
    **dict.fromkeys(["brochure_file", "card"], MADE),
}


class LimitsMiddleware:
    """Answers 429 to an address that asks too often for what is dear: searches, feeds, made files, filters."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        limit = limit_of(request)
        seconds = limit.wait(request) if limit else 0
        return too_many(request, seconds) if seconds else None


def limit_of(request):
    """Return the Limit of what is asked for, or None."""
    route = request.resolver_match.url_name
    if route == "wagtail_serve":
        return LISTS if request.GET else None
    if route == "wagtailcore_authenticate_with_password":
        return PASSWORDS if request.method == "POST" else None
    return BY_ROUTE.get(route)
