"""Every screen that the CMS shows to somebody who may do anything, as it is served."""

import json
import re
from html import unescape
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Comment
from django.urls import Resolver404, resolve

# Words that no French text holds.
_words = """
    the of and this you your is are was were been being for with without from have has had please search save saved
    delete deleted edit edited add added all none any new cancel close view upload uploaded select selected choose
    chosen by that these those will would can cannot could should must who what when where which how why if then
    than there here more less most show hide open move moved moving copied create created creating update updated
    remove removed back next previous first last loading sign log password user username settings title name publish
    published publishing unpublish draft live review comments reply submit submitted changes changed history compare
    revision your file files item items match matches results result found sort order clear download sidebar toggle
    expand collapse keyboard shortcut about welcome error warning failed field required enter value invalid empty
    too short before after until scheduled schedule today yesterday now hours days ago heading list link bold italic
    quote undo redo insert drag drop duplicate down left right missing check checks following status email address
    root
"""
ENGLISH = frozenset(_words.split())
# Where a screen leads: its links, its forms, and what its scripts ask for.
LEADS = re.compile(r"""["'=;](/admin/[^"'<>\s\\]*)""")
QUERIES = re.compile(r"""href=["'](\?[^"'<>\s\\]*)""")
# What ends the session, or is no screen; and the lists of pages of a kind, which are all alike.
LEFT_OUT = re.compile(r"logout|/styleguide/|/sprite/|/api/|autocomplete|export=|/serve/|/preview|/lock/|/reorder/")
ALIKE = re.compile(r":type_use|:choose_parent|_results$|:history|:usage|editing_sessions|set_page_position")
CODE = re.compile(r"->|\bw-|[_/=#@]\w|^[A-Z_]+$|^\w+(\.\w+)+$")
ATTRIBUTES = ("title", "aria-label", "placeholder", "alt", "aria-description")
TOKEN = re.compile(r"(?<!\w)[a-zà-ÿœ]+(?!\w)")


class Crawler:
    """Visits the CMS through `get(address)`, which returns a status and a text.

    `kind_of` gives the kind of a page by its key. `screens` are the texts, by address; `failures` the statuses
    that are not those of a screen.
    """

    def __init__(self, get, kind_of):
        self.get, self.kind_of = get, kind_of
        self.screens, self.failures = {}, {}
        self.seen, self.waiting = set(), []

    def crawl(self, *addresses):
        """Follow all that these addresses lead to, one example of each screen."""
        self.waiting = [*addresses]
        while self.waiting:
            address = self.waiting.pop()
            if self.is_new(address):
                self.visit(address)

    def visit(self, address):
        status, text = self.get(address)
        if status >= 400:
            self.failures[address] = status
        self.screens[address] = text
        text = text.replace('\\"', '"').replace("\\u0026", "&")
        self.waiting += [unescape(lead) for lead in LEADS.findall(text)]
        self.waiting += [urljoin(address, unescape(lead)) for lead in QUERIES.findall(text)]

    def is_new(self, address):
        """Whether this address may show what no other has shown; it is then taken as seen."""
        if LEFT_OUT.search(address):
            return False
        try:
            match = resolve(urlsplit(address).path)
        except Resolver404:
            return False
        key = self.key_of(match, bool(urlsplit(address).query))
        is_new = key not in self.seen
        self.seen.add(key)
        return is_new

    def key_of(self, match, has_query):
        """What tells apart two screens: the view, the kind of its page or record, and whether it is asked anything."""
        if ALIKE.search(match.view_name):
            return match.view_name
        values = [*match.args, *match.kwargs.values()]
        if match.view_name == "wagtailadmin_pages:edit":
            return match.view_name, self.kind_of[int(values[0])]
        words = tuple(value for value in values if isinstance(value, str) and not value.isdigit())
        return match.view_name, words, has_query


def strings(text):
    """Yield each string that a screen shows or says, those that its scripts are given too."""
    if text[:1] in "{[":
        yield from json_strings(text)
        return
    soup = BeautifulSoup(text, "html.parser")
    for script in soup(["script", "style"]):
        if "json" in script.get("type", ""):
            yield from json_strings(script.string or "")
        script.extract()
    for hidden in soup.select(".w-side-panel-toggle__counter[hidden]"):
        hidden.extract()
    yield from (str(node) for node in soup.find_all(string=True) if not isinstance(node, Comment))
    for element in soup.find_all(True):
        yield from attribute_strings(element)


def attribute_strings(element):
    """Yield what an element says beside its text: its names, and what it gives to scripts."""
    yield from (element[name] for name in ATTRIBUTES if element.get(name))
    if element.name == "input" and element.get("type") in ("submit", "button"):
        yield element.get("value", "")
    for name, value in element.attrs.items():
        if name.startswith("data-") and value[:1] in ("[", "{"):
            yield from json_strings(value)
        elif name.startswith("data-") and is_said(value):
            yield value


def json_strings(text):
    """Yield the sentences of what a script is given."""
    try:
        waiting = [json.loads(text)]
    except ValueError:
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, (dict, list)):
            waiting += value.values() if isinstance(value, dict) else value
        elif isinstance(value, str) and (value[:1] in ("{", "[") or "<" in value):
            yield from strings(value)
        elif isinstance(value, str) and is_said(value):
            yield value


def is_said(value):
    """Whether a value is words, and not a name, an address, a selector or a list of classes."""
    return bool(re.match(r"[A-ZÀ-Ý«]|[^\s]+ ", value)) and not re.search(
        r"->|\bw-|[_/=#@]\w|^[A-Z_]+$|^\w+(\.\w+)+$", value
    )


def english(text, words):
    """Return the strings of a screen that hold one of these words."""
    said = {" ".join(string.split()) for string in strings(text)}
    return {string for string in said if words & set(TOKEN.findall(string.lower()))}
