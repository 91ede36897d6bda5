"""What the card of a page says, and the address that follows from it: another word makes another address."""

import hashlib
import json
from pathlib import Path
from typing import NamedTuple

from django.urls import reverse
from django.utils.text import capfirst

from portal import navigation
from portal.addresses import absolute
from portal.models import SiteSettings
from portal.printing import drawings
from portal.printing.compiler import Press
from portal.printing.letters import plain
from portal.structure import names, structure

PRESS = Press(Path(__file__).parent / "card.typ")
WIDTH, HEIGHT = 1200, 630
# What stands on the sill, by the theme of the section: the shape of its banners (design).
SHAPES = {"corail": "triangle", "ciel": "half-disc", "menthe": "diamond"}
SITE = "Cités Unies France"


class Card(NamedTuple):
    """The picture of a page where it is shared: its absolute address and its words, for who can't see it."""

    url: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def card_of(page):
    """Return the Card of a page, whether it is made already or not; it asks nothing of the database."""
    path = reverse("card", args=[page.pk, version_of(said(page))])
    return Card(absolute(path), " – ".join(filter(None, [page.title, section_of(page), SITE])))


def said(page):
    """Return what typst sets on the card of a page, as JSON takes it."""
    theme = page.theme
    sill = "safran" if theme == "petrol" else "petrol"
    return {
        "title": plain(page.title),
        "section": plain(section_of(page)),
        "note": plain(capfirst(page.card_note) or SiteSettings.current().tagline),
        "ground": drawings.THEMES[theme],
        "sill": drawings.THEMES[sill],
        "wordmark": drawings.wordmark(sill),
        "art": drawings.thread("wave", 2, SHAPES.get(theme, "circle"), theme),
    }


def section_of(page):
    """Return what the section of a page is called; nothing for the home page and for a section itself."""
    above = [p for p in structure().values() if p.depth > 2 and page.path.startswith(p.path) and p.pk != page.pk]
    return navigation.name_of(above[0]) or names()[above[0].pk].label if above else ""


def version_of(data):
    """Return the version of a card: that of its words, of the template and of the fonts."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{PRESS.fingerprint()}{text}".encode()).hexdigest()[:12]
