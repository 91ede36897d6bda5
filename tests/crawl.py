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

    @cached_property
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


MONTH = re.compile(r"mois=\d{4}-\d{2}")
ENOUGH = 3
BLOCKS = ["p", "li", "h1", "h2", "h3", "div", "dt", "dd", "title", "summary", "td", "th", "section", "figcaption"]


def get(address):
    response = Client().get(address)
    is_page = response.get("Content-Type", "").startswith("text/html")
    html = response.content.decode() if is_page else ""
    return Answer(address, response.status_code, dict(response.headers), list(response.cookies), html)


def is_page(url):
    """Whether an address in full is that of a page of the site, and not of one of its files."""
    return url.startswith(f"{HOST}/") and "." not in urlsplit(url).path


class Pages(dict):
    """Answers by address. Of the months of a calendar, which have no end, a few stand for the others."""

    def __init__(self):
        super().__init__()
        self.months = {}

    def is_enough(self, address):
        """Whether nothing would be learnt from this address."""
        return address in self or len(self._like(address)) >= ENOUGH

    def add(self, answer):
        self[answer.address] = answer
        if MONTH.search(answer.address):
            self._like(answer.address).append(answer.address)

    def __missing__(self, address):
        others = self._like(address)
        if not others:
            raise KeyError(address)
        return self[others[0]]

    def _like(self, address):
        return self.months.setdefault(MONTH.sub("mois=", address), []) if MONTH.search(address) else []


def crawl(*more):
    """Return the Pages that can be reached, as Answers; `more` are addresses that nothing leads to."""
    answers, waiting = Pages(), ["/", *OTHERS, *more]
    while waiting:
        address = waiting.pop()
        if not answers.is_enough(address):
            answers.add(answer := get(address))
            found = (urldefrag(url).url for url in answer.links if is_page(url))
            waiting += [urlsplit(url)._replace(scheme="", netloc="").geturl() for url in found]
    return answers
