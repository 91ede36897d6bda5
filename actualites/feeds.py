"""The feeds of the news: all of them, those of a theme, those of a country group; in three formats."""

import mimetypes
from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.feedgenerator import Enclosure
from django.views.decorators.http import conditional_page, require_safe

from actualites.addresses import TAXONOMY, feed_path
from actualites.feed_formats import AtomFormat, JsonFormat, RssFormat
from actualites.feed_texts import texts
from actualites.models import NewsIndexPage, NewsPage
from portal.addresses import absolute
from portal.models import Theme
from portal.structure import names, page_of
from portal.typography import typeset
from portal.xml import writable

FORMATS = {"rss.xml": RssFormat, "atom.xml": AtomFormat, "feed.json": JsonFormat}
ITEMS = 20


@require_safe
@conditional_page
def feed(request, file_name, facet=None, slug=None):
    """The latest news in one format; a theme or country group that was renamed or merged leads to its new feed."""
    page = page_of(NewsIndexPage)
    term = TAXONOMY[facet].at(slug) if facet else None
    if page is None or (facet and term is None):
        raise Http404
    if term and term.slug != slug:
        return HttpResponsePermanentRedirect(feed_path(file_name, term))
    response = NewsFeed(page, term, file_name)(request)
    # Which items there are may change without any of them being newer: the ETag alone tells.
    del response.headers["Last-Modified"]
    return response


class NewsFeed(Feed):
    """The latest items of a list of news, the texts of which are whole."""

    language = "fr"

    def __init__(self, page, term, file_name):
        self.page, self.term = page, term
        self.feed_type = FORMATS[file_name]
        self.feed_url = absolute(feed_path(file_name, term))

    def title(self):
        return typeset(
            f"Cités Unies France : actualités, {self.term}" if self.term else "Cités Unies France : actualités"
        )

    def link(self):
        return absolute(self.page.url)

    def description(self):
        return plain(names()[self.page.pk].summary)

    def items(self):
        news = NewsPage.objects.published()
        if self.term:
            news = news.filter(**{"themes" if isinstance(self.term, Theme) else "country_groups": self.term})
        news = news.latest_first().with_image().prefetch_related("themes", "country_groups")
        items = list(news[:ITEMS])
        self.texts = texts(items)
        return items

    def item_title(self, item):
        return plain(item.title)

    def item_link(self, item):
        return absolute(item.url)

    def item_description(self, item):
        return plain(item.lead)

    def item_guid(self, item):
        """The same wherever the item moves and whatever it is called."""
        return item.translation_key.urn

    item_guid_is_permalink = False

    def item_pubdate(self, item):
        """The beginning of its day; nothing when the day is not known."""
        return item.published_on and timezone.make_aware(datetime.combine(item.published_on, time.min))

    def item_updateddate(self, item):
        return item.last_published_at

    def item_author_name(self, item):
        return plain(item.author)

    def item_categories(self, item):
        return [plain(term.name) for term in item.terms]

    def item_enclosures(self, item):
        files = [(document.url, document.get_file_size(), document.filename) for document in item.files]
        if item.image:
            files.append((item.image.file.url, item.image.get_file_size(), item.image.filename))
        return [Enclosure(absolute(url), str(size or 0), mime_type(name)) for url, size, name in files]

    def item_extra_kwargs(self, item):
        return {"text": plain(self.texts[item.pk])}


def plain(text):
    """Return the text set in French, without the signs that XML refuses."""
    return writable(typeset(text))


def mime_type(name):
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
