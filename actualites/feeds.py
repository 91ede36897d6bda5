"""The feeds of the news: all of them, those of a theme, those of a country group; in three formats."""

from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect
from django.views.decorators.http import conditional_page, require_safe

from actualites.addresses import TAXONOMY, feed_path
from actualites.feed_formats import AtomFormat, JsonFormat, RssFormat
from actualites.feed_texts import texts
from actualites.models import NewsIndexPage, NewsPage
from portal.addresses import absolute
from portal.feeds import ITEMS, PageFeed, answer, beginning, enclosure, plain
from portal.models import Theme
from portal.structure import page_of

FORMATS = {"rss.xml": RssFormat, "atom.xml": AtomFormat, "feed.json": JsonFormat}


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
    return answer(NewsFeed(page, term, file_name), request)


class NewsFeed(PageFeed):
    """The latest items of a list of news, the texts of which are whole."""

    def __init__(self, page, term, file_name):
        super().__init__(page, absolute(feed_path(file_name, term)))
        self.term, self.feed_type = term, FORMATS[file_name]

    def title(self):
        return plain(
            f"Cités Unies France : actualités, {self.term}" if self.term else "Cités Unies France : actualités"
        )

    def items(self):
        news = NewsPage.objects.published()
        if self.term:
            news = news.filter(**{"themes" if isinstance(self.term, Theme) else "country_groups": self.term})
        news = news.latest_first().with_image().prefetch_related("themes", "country_groups")
        items = list(news[:ITEMS])
        self.texts = texts(items)
        return items

    def item_pubdate(self, item):
        """The beginning of its day; nothing when the day is not known."""
        return beginning(item.published_on)

    def item_updateddate(self, item):
        """When it was last published, or the day that ranks it: Atom refuses an item without one."""
        return item.last_published_at or beginning(item.ranked_on)

    def item_author_name(self, item):
        """Who signed it, or who publishes it: Atom refuses an item that nobody wrote."""
        return plain(item.author) or settings.WAGTAIL_SITE_NAME

    def item_categories(self, item):
        return [plain(term.name) for term in item.terms]

    def item_enclosures(self, item):
        files = [(document.url, document.get_file_size(), document.filename) for document in item.files]
        if item.image:
            files.append((item.image.file.url, item.image.get_file_size(), item.image.filename))
        return [enclosure(*file) for file in files]

    def item_extra_kwargs(self, item):
        return {"text": plain(self.texts[item.pk])}
