"""Texts of the CMS as typst prints them: typeset, and with no character that our fonts lack."""

import re
import unicodedata

from portal.typography import typeset

# What the fonts of print have, ours and those within typst; anything else would stop the compiler (PDF/UA).
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
