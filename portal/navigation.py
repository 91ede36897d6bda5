"""The menus that editors made in the settings, as links that visitors may follow."""

from collections import namedtuple

from portal.models import SiteSettings
from portal.structure import readable

Link = namedtuple("Link", "url label current", defaults=[""])
Column = namedtuple("Column", "title links")


def menu():
    """Return the (page, label) pairs of the header."""
    return resolve(SiteSettings.current().menu)


def footer():
    """Return the Columns of the footer."""
    columns = (block["value"] for block in SiteSettings.current().footer.raw_data)
    return [Column(column["title"], links(_pairs(link["value"] for link in column["links"]))) for column in columns]


def resolve(stream):
    """Return the (page, label) pairs of a stream of MenuLinkBlocks, without the pages that visitors may not read."""
    return _pairs(block["value"] for block in stream.raw_data)


def links(pairs, marks=None):
    """Return the Links of (page, label) pairs; `marks` gives the aria-current of some pages by primary key."""
    return [Link(page.url, label, (marks or {}).get(page.pk, "")) for page, label in pairs]


def name_of(page):
    """Return what the menu calls a page, or nothing if it isn't there."""
    return next((label for target, label in menu() if target.pk == page.pk), "")


def _pairs(values):
    found = [(readable(value["page"]), value.get("label")) for value in values]
    return [(page, label or page.title) for page, label in found if page]
