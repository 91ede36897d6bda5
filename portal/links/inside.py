"""Addresses of this site, asked of the site itself without the network: does the page answer, is the anchor on it?"""

from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import unquote, unquote_to_bytes, urljoin, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import request_finished
from django.db import close_old_connections

from portal.links.found import GONE, own_hosts
from portal.links.outcome import WELL, broken

HOPS = 5


class Anchors(HTMLParser):
    """Collects what an address may end with on a page."""

    def __init__(self, html):
        super().__init__()
        self.found = {"", "top"}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.update(value for name, value in attrs if (value and name == "id") or (tag, name) == ("a", "name"))


class Inside:
    """Tries addresses as a visitor who is not signed in; each page is asked for once."""

    def __init__(self):
        self._handler = BaseHandler()
        self._handler.load_middleware()
        self._known = {}

    def visit(self, address):
        """Return the Outcome of an address « /path/?query#anchor », or of what is gone."""
        if address.startswith(GONE):
            return broken(f"Ce lien mène à un contenu supprimé ({address.removeprefix(GONE)}).")
        whole, _, anchor = address.partition("#")
        if whole not in self._known:
            self._known[whole] = self._answer(whole)
        status, anchors = self._known[whole]
        if status >= 400:
            return broken(f"Cette page n’existe pas ou n’est pas publiée ({status}).")
        if anchors is not None and unquote(anchor) not in anchors and not anchor.startswith(":~:"):
            return broken(f"La page existe, mais rien n’y porte l’ancre « {anchor} ».")
        return WELL

    def _answer(self, address):
        """Return the last status of an address, and the anchors of its page; None for what is not a page."""
        for _ in range(HOPS):
            response = self._handler.get_response(_request(address))
            is_page = response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming
            anchors = Anchors(response.content.decode()).found if is_page else None
            _close(response)
            if response.status_code not in (301, 302, 303, 307, 308):
                return response.status_code, anchors
            target = urlsplit(urljoin(f"{settings.SITE_URL}{address}", response.headers["Location"]))
            if target.netloc.lower() not in own_hosts():
                return 200, None
            address = f"{target.path}?{target.query}" if target.query else target.path
        return 508, None


def _close(response):
    """End an answer, but not the connection to the database: it is that of the command, which goes on."""
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)


def _request(address):
    site, parts = urlsplit(settings.SITE_URL), urlsplit(address)
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote_to_bytes(parts.path).decode("latin-1"),
            "QUERY_STRING": parts.query,
            "SERVER_NAME": site.hostname,
            "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
            "HTTP_HOST": site.netloc,
            "HTTP_X_FORWARDED_PROTO": site.scheme,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": site.scheme,
            "wsgi.input": BytesIO(),
        }
    )
