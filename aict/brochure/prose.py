"""Texts of the CMS as the pages of the brochure take them: plain data, and only characters that can be printed."""

import re
import unicodedata
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.conf import settings
from wagtail.rich_text import expand_db_html

from portal.typography import typeset, typeset_html

# What the fonts of the brochure have, ours and those within typst; anything else would stop the compiler (PDF/UA).
UNPRINTABLE = re.compile(
    "[^ -~\u00a0-\u00a3\u00a5-\u00ac\u00ae-\u00b4\u00b6-\u0107\u010a-\u0113\u0116-\u011b\u011e-\u0123\u0126-\u0127"
    "\u012a-\u012b\u012e-\u0133\u0136-\u0137\u0139-\u013e\u0141-\u0148\u0150-\u0155\u0158-\u015b\u015e-\u0161"
    "\u0164-\u0165\u016a-\u016b\u016e-\u017e\u0218-\u021b\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0401\u0404\u0406\u0407\u0410-\u044f\u0451\u0454\u0456\u0457\u0490\u0491"
    "\u1e80-\u1e85\u1e9e\u1ef2-\u1ef3\u2007\u2009\u2010-\u2011\u2013-\u2014\u2018-\u201a\u201c-\u201e\u2020\u2022"
    "\u2026\u202f\u2032\u2039-\u203a\u2044\u20ac\u2122\u2190-\u2193\u2212\u2248\u2260\u2264\u2265]"
)
# A word that no line holds, an address for instance, may be cut where this is put.
ENDLESS, BREAK = re.compile(r"[^\s\u00a0\u202f]{36}(?=[^\s\u00a0\u202f])"), "\u200b"
# Stands for a character that no font has: a gap that can be seen.
MISSING = "□"

SPACES = re.compile(r"[ \t\r\n\f\v]+")
HEADINGS = {"h2", "h3", "h4"}
BLOCKS = {"p", "blockquote", *HEADINGS}
LISTS = {"ul", "ol"}
MARKS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "sup": "raised"}


def plain(text):
    """Return one line of text, typeset, and without any character that could not be printed."""
    return printable(typeset(SPACES.sub(" ", str(text or "")).strip(" ")))


def printable(text):
    """Replace what no font of the brochure has: by its base letter, by nothing if unseen, else by a white square.

    >>> printable("Ếlan \\u200b日 œuvre")
    'Elan □ œuvre'
    """
    text = UNPRINTABLE.sub(lambda found: _nearest(found[0]), unicodedata.normalize("NFC", text))
    return ENDLESS.sub(rf"\g<0>{BREAK}", text)


def _nearest(character):
    if unicodedata.category(character) in ("Cc", "Cf", "Mn"):
        return " " if character in "\t\n\r" else ""
    decomposed = unicodedata.normalize("NFKD", character)
    return UNPRINTABLE.sub("", decomposed) or MISSING


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
