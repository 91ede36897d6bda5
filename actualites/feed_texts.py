"""The full text of news items for a feed: as their pages show it, with absolute addresses."""

import re

from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from actualites.streams import read_sizes, read_streams
from portal.addresses import absolute
from portal.typography import typeset_html

ADDRESSES = ("href", "src", "poster")


def texts(items):
    """Return the HTML of each of `items` by primary key."""
    read_streams(items)
    read_sizes(items)
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
