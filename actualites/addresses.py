from collections import namedtuple

from django.urls import reverse

from portal.addresses import absolute
from portal.models import CountryGroup, Theme

FeedLink = namedtuple("FeedLink", "name type url title")

FORMATS = {
    "rss.xml": ("RSS", "application/rss+xml"),
    "atom.xml": ("Atom", "application/atom+xml"),
    "feed.json": ("JSON Feed", "application/feed+json"),
}
# The terms that have feeds of their own, as their addresses name them.
TAXONOMY = {"thematique": Theme, "groupe-pays": CountryGroup}


def feed_path(file_name, term=None):
    """Return the path of a feed of all the news, or of those of `term`, a theme or a country group."""
    for facet, model in TAXONOMY.items():
        if isinstance(term, model):
            return reverse("news_feed", args=[facet, term.slug, file_name])
    return reverse("news_feed", args=[file_name])


def feeds_of(term=None):
    """Return the FeedLinks of the news about `term`; of all the news if it is no theme nor country group."""
    about = f" : {term}" if isinstance(term, tuple(TAXONOMY.values())) else ""
    return [
        FeedLink(name, kind, absolute(feed_path(file_name, term)), f"Actualités{about} ({name})")
        for file_name, (name, kind) in FORMATS.items()
    ]
