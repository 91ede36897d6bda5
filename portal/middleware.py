"""What the whole site does around each request."""

from urllib.parse import urlsplit

from csp.constants import SELF, UNSAFE_INLINE
from django.conf import settings
from django.db import transaction
from django.http import HttpResponsePermanentRedirect
from django.http.request import split_domain_port
from django.middleware.gzip import GZipMiddleware
from wagtail.models import Site

from portal import memo
from portal.page_cache import generation
from portal.page_cache.middleware import is_public
from portal.structure import structure, whole

CMS_PREFIX = "/admin/"


class CanonicalHostMiddleware:
    """Leads the other domains of the association (OTHER_HOSTS) to the one address of the site, path and query kept.

    The host of SITE_URL never leads anywhere, and static files are served wherever they are asked for.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        others = set(settings.OTHER_HOSTS) - {urlsplit(settings.SITE_URL).hostname}
        if others and not settings.DEBUG and not request.path.startswith(settings.STATIC_URL):
            host, _ = split_domain_port(request.get_host())
            if host in others:
                return HttpResponsePermanentRedirect(f"{settings.SITE_URL}{request.get_full_path()}")
        return self.get_response(request)


class CmsPolicyMiddleware:
    """Lets the CMS, and it alone, run the inline scripts and styles that Wagtail 7.4 still writes."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(CMS_PREFIX):
            inline = [SELF, UNSAFE_INLINE]
            response._csp_update = {"script-src": inline, "style-src": inline, "img-src": [SELF, "data:", "blob:"]}
            # A page being written is shown beside its form; it comes with the policy of a visit, which forbids that.
            response._csp_replace = {"frame-ancestors": [SELF]}
            del response["Content-Security-Policy"]
        return response


class CmsTransactionMiddleware:
    """Keeps what a form of the CMS changes all together or not at all: the last middleware, around the view itself.

    Wagtail adds a page, then its revision, then publishes it: a server killed in between left a page that is live and
    has no revision. Pages that are merely read need no transaction, which on SQLite would keep writers waiting.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method != "POST" or not request.path.startswith(CMS_PREFIX):
            return None
        with transaction.atomic():
            return view(request, *args, **kwargs)


class PermissionsMiddleware:
    """Gives up whatever a browser offers and the site does not use, so that nothing slipped in could use it either."""

    UNUSED = ["accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "hid"]
    UNUSED += ["magnetometer", "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking"]

    def __init__(self, get_response):
        self.get_response = get_response
        self.policy = ", ".join(f"{feature}=()" for feature in self.UNUSED)

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.policy)
        return response


class PageGZipMiddleware(GZipMiddleware):
    """Compresses pages; files keep their length and their ranges, and static ones are compressed beforehand."""

    def process_response(self, request, response):
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)


class RouteMiddleware:
    """Spares pages below the home page the reading of its fields: the way down needs but its place in the tree.

    A site that is alone is the one asked for, under whatever name: it need not be looked for.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.resolver_match.url_name != "wagtail_serve":
            return
        sites = memo.keep("sites", lambda: list(Site.objects.select_related("root_page")))
        if len(sites) == 1 and sites[0].is_default_site:
            # Where Wagtail keeps what it found.
            request._wagtail_site = sites[0]
        site = Site.find_for_request(request)
        if site and request.path != "/":
            site.root_page.specific = site.root_page.specific_deferred
        elif site and site.root_page_id in structure():
            site.root_page.specific = whole(site.root_page)


class MemoMiddleware:
    """Gives each request a memo of its own (portal.memo), forgotten with the answer; visitors share what it keeps."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with memo.fresh(generation.state if is_public(request) else None):
            return self.get_response(request)
