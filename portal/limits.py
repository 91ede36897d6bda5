"""How often one address may ask for what costs the site dear; counted in the shared cache, for all workers at once."""

import ipaddress
import logging
import time
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.core.cache import cache
from django.shortcuts import render
from django.utils.crypto import salted_hmac

logger = logging.getLogger(__name__)


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
    # Caches without counters of their own start the time anew, and with another.
    cache.touch(key, seconds)
    return seen


def client_network(request):
    """Return the address of the visitor, as a network that one of them holds; "" for this machine or if unknown.

    The proxy writes the last address of X-Forwarded-For: those before it are whatever the visitor claims, and the whole
    is believed with BEHIND_PROXY alone. One IPv6 subscriber has a /64 at least (RFC 6177).
    """
    text = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        text = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or text
    try:
        address = ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return ""
    address = getattr(address, "ipv4_mapped", None) or address
    if address.is_loopback:
        return ""
    return str(ipaddress.ip_network((address, 64 if address.version == 6 else 32), strict=False))


def too_many(request, seconds):
    """Return the page that says, with 429, when to come back (RFC 6585)."""
    minutes = -(-seconds // 60)
    response = render(request, "429.html", {"minutes": minutes}, status=429)
    return told_to_wait(response, seconds)


def told_to_wait(response, seconds):
    """Say on a response in how many seconds to ask again; nobody keeps it."""
    response.headers["Retry-After"] = str(seconds)
    response.headers["Cache-Control"] = "no-store"
    return response


def limited(count, seconds, name=""):
    """Let a view be asked for `count` times per `seconds` by one address."""

    def decorate(view):
        limit = Limit(name or f"{view.__module__}.{view.__qualname__}", count, seconds)

        @wraps(view)
        def guarded(request, *args, **kwargs):
            seconds = limit.wait(request)
            return too_many(request, seconds) if seconds else view(request, *args, **kwargs)

        return guarded

    return decorate
