"""The feed of the new resources."""

from django.http import Http404
from django.views.decorators.http import conditional_page, require_safe

from portal.feeds import ITEMS, PageFeed, answer, beginning, enclosure, plain
from portal.storage import size_of
from portal.structure import page_of
from ressources.addresses import feed_links
from ressources.models import ResourceCentrePage, ResourcePage


@require_safe
@conditional_page
def feed(request):
    """The latest resources, in RSS."""
    page = page_of(ResourceCentrePage)
    if page is None:
        raise Http404
    return answer(ResourceFeed(page, feed_links()[0].url), request)


class ResourceFeed(PageFeed):
    title = "Cités Unies France\u00a0: ressources"

    def items(self):
        resources = ResourcePage.objects.published().order_by("-first_published_at", "-pk")
        return list(resources.for_cards().prefetch_related("themes", "country_groups")[:ITEMS])

    def item_title(self, item):
        return plain(f"{item.kind_label} : {item.title}")

    def item_pubdate(self, item):
        """When it came to the site, or the beginning of its own day."""
        return item.first_published_at or beginning(item.dated_on)

    def item_author_name(self, item):
        return plain(item.authors)

    def item_categories(self, item):
        return [item.kind_label, *(plain(term.name) for term in (*item.themes.all(), *item.country_groups.all()))]

    def item_enclosures(self, item):
        """A sound or a film, as podcast players want it."""
        if not item.has_sound_or_film or not item.recording:
            return []
        file = item.recording.file
        return [enclosure(item.recording.url, size_of(file) or 0, file.name)]
