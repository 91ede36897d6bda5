"""Texts of the CMS as the pages of the brochure take them: plain data, and only characters that can be printed."""

from html.parser import HTMLParser
from urllib.parse import urljoin

from django.conf import settings
from wagtail.rich_text import expand_db_html

from portal.printing.letters import printable
from portal.typography import typeset_html

HEADINGS = {"h2", "h3", "h4"}
BLOCKS = {"p", "blockquote", *HEADINGS}
LISTS = {"ul", "ol"}
MARKS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "sup": "raised"}


def absolute(url):
    """Return an address that works on paper and in any reader: « https://… », or nothing."""
    return urljoin(f"{settings.SITE_URL}/", url) if url else ""


def rich(html):
    """Return rich text of the database as blocks: paragraphs, headings, quotations and lists of spans.

    >>> rich("<p>Un <b>mot</b></p>") == [
    ...     {"kind": "p", "spans": [{"text": "Un "}, {"text": "mot", "bold": True}], "blocks": []}
    ... ]
    True
    """
    reader = ProseReader()
    reader.feed(typeset_html(expand_db_html(str(html or ""))))
    reader.close()
    return _filled(reader.blocks)


def line(html):
    """Return the spans of rich text that holds on one line."""
    return [span for block in rich(html) for span in block["spans"]]


class ProseReader(HTMLParser):
    """Turns HTML into blocks; what it does not know of is read as the words that it holds."""

    def __init__(self):
        super().__init__()
        self.blocks, self.lists, self.marks, self.spans = [], [], [], None

    def handle_starttag(self, tag, attrs):
        if tag in LISTS:
            self.open_list(tag)
        elif tag == "li" and self.lists:
            self.open_block("item", self.lists[-1]["blocks"])
        elif tag in BLOCKS and not self.lists:
            kind = "heading" if tag in HEADINGS else {"blockquote": "quote"}.get(tag, tag)
            self.open_block(kind, self.blocks)
        elif tag == "br":
            self.handle_data(" ")
        elif tag in MARKS or tag == "a":
            self.marks.append((tag, dict(attrs).get("href")))

    def handle_endtag(self, tag):
        if tag in LISTS and self.lists:
            self.lists.pop()
            self.spans = None
        elif tag in BLOCKS or tag == "li":
            self.spans = None
        elif self.marks and (tag in MARKS or tag == "a"):
            self.marks.pop()

    def open_list(self, tag):
        """Start a list, within the item that is being read if there is one."""
        items = self.lists[-1]["blocks"] if self.lists else None
        around = items[-1]["blocks"] if items else self.blocks
        around.append({"kind": tag, "spans": [], "blocks": []})
        self.lists.append(around[-1])
        self.spans = None

    def open_block(self, kind, around):
        around.append({"kind": kind, "spans": [], "blocks": []})
        self.spans = around[-1]["spans"]

    def handle_data(self, data):
        if self.spans is None:
            if not data.strip():
                return
            self.open_block("item" if self.lists else "p", self.lists[-1]["blocks"] if self.lists else self.blocks)
        span = {MARKS[tag]: True for tag, _ in self.marks if tag in MARKS}
        address = next((href for tag, href in reversed(self.marks) if tag == "a" and href), None)
        self.spans.append({"text": printable(data), **span, **({"url": absolute(address)} if address else {})})


def _filled(blocks):
    """Return the blocks that say something."""
    for block in blocks:
        block["blocks"] = _filled(block["blocks"])
    return [b for b in blocks if b["blocks"] or any(span["text"].strip() for span in b["spans"])]
