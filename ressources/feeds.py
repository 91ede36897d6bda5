"""The feed of the new resources."""

import mimetypes
from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.http import Http404
from django.utils import timezone
from django.utils.feedgenerator import Enclosure
from django.views.decorators.http import conditional_page, require_safe

from portal.addresses import absolute
from portal.structure import names, page_of
from portal.typography import typeset
from portal.xml import writable
from ressources.addresses import feed_links
from ressources.models import ResourceCentrePage, ResourcePage

ITEMS = 20


@require_safe
@conditional_page
def feed(request):
    """The latest resources, in RSS."""
    page = page_of(ResourceCentrePage)
    if page is None:
        raise Http404
    response = ResourceFeed(page)(request)
    # Which resources there are may change without any of them being newer: the ETag alone tells.
    del response.headers["Last-Modified"]
    return response


class ResourceFeed(Feed):
    title = "Cités Unies France\u00a0: ressources"
    language = "fr"
    item_guid_is_permalink = False

    def __init__(self, page):
        self.page = page
        self.feed_url = feed_links()[0].url

    def link(self):
        return absolute(self.page.url)

    def description(self):
        return plain(names()[self.page.pk].summary)

    def items(self):
        resources = ResourcePage.objects.published().order_by("-first_published_at", "-pk")
        return list(resources.for_cards().prefetch_related("themes", "country_groups")[:ITEMS])

    def item_title(self, item):
        return plain(f"{item.kind_label} : {item.title}")

    def item_link(self, item):
        return absolute(item.url)

    def item_description(self, item):
        return plain(item.lead)

    def item_guid(self, item):
        """The same wherever the resource moves and whatever it is called."""
        return item.translation_key.urn

    def item_pubdate(self, item):
        """When it came to the site, or the beginning of its own day."""
        day = item.dated_on and timezone.make_aware(datetime.combine(item.dated_on, time.min))
        return item.first_published_at or day

    def item_author_name(self, item):
        return plain(item.authors)

    def item_categories(self, item):
        return [item.kind_label, *(plain(term.name) for term in (*item.themes.all(), *item.country_groups.all()))]

    def item_enclosures(self, item):
        """A sound or a film, as podcast players want it."""
        if not item.has_sound_or_film or not item.recording:
            return []
        file, kind = item.recording.file, mimetypes.guess_type(item.recording.file.name)[0]
        size = file.size if file.storage.exists(file.name) else 0
        return [Enclosure(absolute(item.recording.url), str(size), kind or "application/octet-stream")]


def plain(text):
    """Return the text set in French, without the signs that XML refuses."""
    return writable(typeset(text))
