from collections import namedtuple

from django.urls import reverse

from portal.addresses import absolute

FeedLink = namedtuple("FeedLink", "name type url title")


def feed_links():
    """Return the FeedLinks of the resources."""
    return [FeedLink("RSS", "application/rss+xml", absolute(reverse("resource_feed")), "Nouvelles ressources (RSS)")]
