"""What the feeds of every app have in common."""

import mimetypes
import re
from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.utils.feedgenerator import Enclosure

from portal.addresses import absolute
from portal.structure import names
from portal.typography import typeset

# How many items a feed holds at most.
ITEMS = 20
# What XML refuses, however it is written.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class PageFeed(Feed):
    """The latest pages under `page`, a page of the structure, at `feed_url`."""

    language = "fr"
    item_guid_is_permalink = False

    def __init__(self, page, feed_url):
        self.page, self.feed_url = page, feed_url

    def link(self):
        return absolute(self.page.url)

    def description(self):
        return plain(names()[self.page.pk].summary)

    def item_title(self, item):
        return plain(item.title)

    def item_link(self, item):
        return absolute(item.url)

    def item_description(self, item):
        return plain(item.lead)

    def item_guid(self, item):
        """The same wherever the item moves and whatever it is called."""
        return item.translation_key.urn


def answer(feed, request):
    """Return what a feed says to a request, which its ETag alone dates.

    Which items there are may change without any of them being newer.
    """
    response = feed(request)
    del response.headers["Last-Modified"]
    return response


def plain(text):
    """Return the text set in French, without the signs that XML refuses.

    >>> plain("a\\x00b : c")
    'ab\\xa0: c'
    """
    return UNWRITABLE.sub("", typeset(text))


def beginning(day):
    """Return when a day begins in Paris; None for none."""
    return day and timezone.make_aware(datetime.combine(day, time.min))


def enclosure(url, size, name):
    """Return a file that goes with an item; `size` in bytes, None where it is not known."""
    return Enclosure(absolute(url), str(size or 0), mimetypes.guess_type(name)[0] or "application/octet-stream")
