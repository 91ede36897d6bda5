"""The whole site as a visitor's browser gets it: every page that links lead to from the home page.

Files (a brochure, pictures) are left out: some are made when they are asked for.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup
from django.test import Client

HOST = "http://testserver"
HREF = re.compile(r'<a\b[^>]* href="([^"]*)"')
# Pages that no link leads to: results of a search, lists that were narrowed, errors.
OTHERS = [
    "/recherche/?q=collectivit%C3%A9s",
    "/recherche/?q=",
    "/recherche/?q=xyzzy",
    "/agenda/?annee=2024&q=rencontres",
    "/agenda/?annee=1",
    "/ressources/?type=son",
    "/ressources/?type=faux",
    "/s-engager/financements/?collectivite=communes&etat=clos",
    "/s-engager/financements/?collectivite=x&thematique=x&etat=x",
    "/introuvable/",
]


@dataclass
class Answer:
    """What an address gave: its status, its headers, its cookies, its HTML."""

    address: str
    status: int
    headers: dict
    cookies: list
    html: str

    @cached_property
    def soup(self):
        return BeautifulSoup(self.html, "html.parser")

    @property
    def links(self):
        """Every address that a visitor may follow, in full."""
        return [urljoin(HOST + self.address, unescape(href)) for href in HREF.findall(self.html)]

    @property
    def words(self):
        """What is read on the page, title included: one line for each block of text."""
        soup = BeautifulSoup(self.html, "html.parser")
        for element in soup(["script", "style", "svg"]):
            element.decompose()
        for element in soup(BLOCKS):
            element.insert_before("\n")
            element.insert_after("\n")
        lines = (" ".join(line.split()) for line in soup.get_text().split("\n"))
        return "\n".join(line for line in lines if line)


BLOCKS = ["p", "li", "h1", "h2", "h3", "div", "dt", "dd", "title", "summary", "td", "th", "section", "figcaption"]


def get(address):
    response = Client().get(address)
    is_page = response.get("Content-Type", "").startswith("text/html")
    html = response.content.decode() if is_page else ""
    return Answer(address, response.status_code, dict(response.headers), list(response.cookies), html)


def is_page(url):
    """Whether an address in full is that of a page of the site, and not of one of its files."""
    return url.startswith(f"{HOST}/") and "." not in urlsplit(url).path


def crawl(*more):
    """Return the Answer of each page that can be reached, by address; `more` are addresses that nothing leads to."""
    answers, waiting = {}, ["/", *OTHERS, *more]
    while waiting:
        address = waiting.pop()
        if address not in answers:
            answers[address] = answer = get(address)
            found = (urldefrag(url).url for url in answer.links if is_page(url))
            waiting += [urlsplit(url)._replace(scheme="", netloc="").geturl() for url in found]
    return answers
