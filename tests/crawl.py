"""The whole site as a visitor's browser gets it: every page that links lead to from the home page."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup
from django.test import Client

HOST = "http://testserver"
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
    """What an address gave: its status, its headers, its HTML, and the address that a redirect led to."""

    address: str
    status: int
    headers: dict
    html: str

    @cached_property
    def soup(self):
        return BeautifulSoup(self.html, "html5lib")

    @property
    def links(self):
        """Every address that a visitor may follow, in full."""
        return [urljoin(HOST + self.address, a["href"]) for a in self.soup.select("a[href]")]

    @property
    def words(self):
        """What is read on the page, title included: one line for each block of text."""
        soup = BeautifulSoup(self.html, "html5lib")
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
    return Answer(address, response.status_code, dict(response.headers), html)


def is_ours(url):
    return url.startswith(f"{HOST}/")


def crawl():
    """Return the Answer of each address that can be reached, by address."""
    answers, waiting = {}, ["/", *OTHERS]
    while waiting:
        address = waiting.pop()
        if address not in answers:
            answers[address] = answer = get(address)
            found = (urldefrag(url).url for url in answer.links if is_ours(url))
            waiting += [urlsplit(url)._replace(scheme="", netloc="").geturl() for url in found]
    return answers
