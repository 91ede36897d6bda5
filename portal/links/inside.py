"""Addresses of this site, asked of the site itself without the network: does the page answer, is the anchor on it?"""

from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings

from portal.links.found import GONE, own_hosts
from portal.links.outcome import WELL, broken
from portal.visits import text_of, visit

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
            response = visit(address)
            if response.status_code not in (301, 302, 303, 307, 308):
                html = text_of(response, "text/html")
                return response.status_code, None if html is None else Anchors(html).found
            target = urlsplit(urljoin(f"{settings.SITE_URL}{address}", response.headers["Location"]))
            if target.netloc.lower() not in own_hosts():
                return 200, None
            address = f"{target.path}?{target.query}" if target.query else target.path
        return 508, None
