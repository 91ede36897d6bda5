"""A page as it is kept: its headers, and its body as it is, by gzip and by brotli."""

import gzip
import hashlib
from typing import NamedTuple

import brotli
from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

# Those that belong to one answer and not to the page.
OWN_HEADERS = {"content-length", "date", "etag", "content-encoding", "vary"}
KINDS = ("text/", *(f"application/{kind}" for kind in ("rss+xml", "atom+xml", "feed+json", "json", "xml")))
WAYS = {"br": lambda body: brotli.compress(body, quality=5), "gzip": lambda body: gzip.compress(body, 6, mtime=0)}
SMALL = 500


class Copy(NamedTuple):
    """The headers of a page; its bodies, and the ETag of each, by encoding."""

    headers: dict
    bodies: dict
    etags: dict

    @classmethod
    def of(cls, response):
        """Return the copy of an answer, None if it is not one to keep: private, streamed, or with a cookie."""
        control = response.headers.get("Cache-Control", "")
        kind = response.headers.get("Content-Type", "")
        is_open = not response.cookies and not any(word in control for word in ("private", "no-store"))
        if response.status_code != 200 or response.streaming or not is_open or not kind.startswith(KINDS):
            return None
        headers = {name: value for name, value in response.headers.items() if name.lower() not in OWN_HEADERS}
        body = response.content
        compressed = {name: way(body) for name, way in WAYS.items()} if len(body) > SMALL else {}
        bodies = {"": body} | compressed
        etags = {name: f'"{hashlib.sha256(form).hexdigest()[:32]}"' for name, form in bodies.items()}
        return cls({"Cache-Control": cache_control()} | headers, bodies, etags)

    def answer(self, request, state):
        """Answer a request with this copy, or with 304 to who has it; `state` is told in X-Cache."""
        encoding = self.encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        body, etag = self.bodies[encoding], self.etags[encoding]
        own = {"ETag": etag, "Content-Length": str(len(body)), "Vary": "Accept-Encoding", "X-Cache": state}
        coded = {"Content-Encoding": encoding} if encoding else {}
        response = HttpResponse(body, headers=self.headers | own | coded)
        changed = parse_http_date_safe(self.headers.get("Last-Modified", ""))
        return get_conditional_response(request, etag, changed, response)

    def encoding(self, accepted):
        """Return the shortest form that a browser takes: « br », « gzip », or nothing.

        >>> Copy({}, {"": b"a", "gzip": b"b", "br": b"c"}, {}).encoding("gzip, br;q=0")
        'gzip'
        """
        weights = {}
        for part in accepted.split(","):
            name, _, weight = part.strip().lower().partition(";q=")
            weights[name] = weight.strip() not in ("0", "0.0", "0.00", "0.000")
        return next((name for name in WAYS if name in self.bodies and weights.get(name)), "")


def cache_control():
    """Browsers ask each time, at the price of a 304; shared caches may keep a page for CDN_SECONDS."""
    return f"public, max-age=0, s-maxage={settings.CDN_SECONDS}, must-revalidate, stale-if-error=86400"
