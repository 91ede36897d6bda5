"""What search engines are told of the site: every public page and its last change, and where not to go."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import EmptyPage
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from portal import structure
from portal.addresses import absolute
from portal.querysets import published

XML = "application/xml; charset=utf-8"
FIELDS = ["path", "depth", "url_path", "last_published_at", "content_type"]


class PublicPages(Sitemap):
    """Every page that any visitor may read: pages of the structure, news, events, resources."""

    limit = 10_000

    def items(self):
        root = Site.objects.select_related("root_page").get(is_default_site=True).root_page.path
        return published(Page.objects.filter(path__startswith=root)).only(*FIELDS).order_by("path")

    def location(self, page):
        return page.get_url()

    def lastmod(self, page):
        """When what the page shows changed last: itself, or what it lists."""
        return self.changes.get(page.pk, page.last_published_at)

    @cached_property
    def paginator(self):
        return super().paginator

    def part(self, number):
        """Return what the templates of django.contrib.sitemaps take of a part; EmptyPage if there is none."""
        self.changes = changes()
        host = urlsplit(settings.SITE_URL)
        return self.get_urls(number, site=Host(host.netloc), protocol=host.scheme)


class Host:
    """The one host of the site, whatever was asked."""

    def __init__(self, domain):
        self.domain = domain


def changes():
    """Return when pages that show other records changed last, by primary key."""
    found = {}
    for page in structure.structure().values():
        shown = getattr(page.specific_class, "shown_records", None)
        if shown:
            last = shown().aggregate(last=Max("last_published_at"))["last"]
            found[page.pk] = max(filter(None, [page.last_published_at, last]), default=None)
    return found


@require_safe
def sitemap(request):
    """The addresses themselves or, past 10 000, the list of their parts."""
    pages = PublicPages()
    if pages.paginator.num_pages == 1:
        return _addresses(request, pages, 1)
    numbers = pages.paginator.page_range
    parts = [{"location": absolute(reverse("sitemap_part", args=[number]))} for number in numbers]
    return TemplateResponse(request, "sitemap_index.xml", {"sitemaps": parts}, content_type=XML)


@require_safe
def sitemap_part(request, number):
    """One part of the addresses."""
    return _addresses(request, PublicPages(), number)


def _addresses(request, pages, number):
    try:
        found = pages.part(number)
    except EmptyPage as error:
        raise Http404 from error
    return TemplateResponse(request, "sitemap.xml", {"urlset": found}, content_type=XML)


# Lists narrowed by a filter or two may be read, and say themselves whether they are worth keeping;
# combinations of four, searches, and the days and months of the calendar have no end.
ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /_util/
Disallow: /compte/
Disallow: /recherche/?
Disallow: /*?q=
Disallow: /*&q=
Disallow: /*mois=20
Disallow: /*debut=
Disallow: /*fin=
Disallow: /*?*&*&*&

Sitemap: {sitemap}
"""


@require_safe
def robots(request):
    words = ROBOTS.format(sitemap=absolute(reverse("sitemap")))
    return HttpResponse(words, content_type="text/plain; charset=utf-8")
