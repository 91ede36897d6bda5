"""The full text of news items for a feed: as their pages show it, with absolute addresses.

However many items, their pictures, files and links are read at once.
"""

import re

from bs4 import BeautifulSoup
from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string

from actualites.models import NewsPage
from portal.addresses import absolute
from portal.structure import readable_many
from portal.typography import typeset_html

PAGE_LINK = re.compile(r'linktype=\\?"page\\?"[^>]*?\bid=\\?"(\d+)|\bid=\\?"(\d+)\\?"[^>]*?linktype=\\?"page')
ADDRESSES = ("href", "src", "poster")


def texts(items):
    """Return the HTML of each of `items` by primary key."""
    _read_at_once(items, "body")
    _read_at_once(items, "documents")
    return {item.pk: text(item) for item in items}


def text(item):
    """Return the HTML of one item, whose addresses are absolute and which no script nor drawing is in."""
    soup = BeautifulSoup(typeset_html(render_to_string("actualites/feed_item.html", {"item": item})), "html.parser")
    for attribute in ADDRESSES:
        for element in soup.find_all(attrs={attribute: re.compile("^/")}):
            element[attribute] = absolute(element[attribute])
    for element in soup.find_all(srcset=True):
        element["srcset"] = re.sub(r"(^|, )(?=/)", lambda found: found[0] + absolute(""), element["srcset"])
    return str(soup).strip()


def _read_at_once(items, name):
    """Give each item its stream with what all of them show: pictures with their sizes, files, pages linked to."""
    raw = [list(getattr(item, name).raw_data) for item in items]
    readable_many(int(first or second) for first, second in PAGE_LINK.findall(str(raw)))
    streams = NewsPage._meta.get_field(name).stream_block.bulk_to_python(raw)
    for item, stream in zip(items, streams, strict=True):
        setattr(item, name, stream)
    pictures = [picture for stream in streams for block in stream for picture in _pictures(block)]
    if pictures:
        prefetch_related_objects(pictures, "renditions")


def _pictures(block):
    values = block.value["images"] if block.block_type == "gallery" else [block.value]
    return [value["image"] for value in values if block.block_type in ("gallery", "image") and value["image"]]
