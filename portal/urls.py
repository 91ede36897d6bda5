from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.cards.views import card
from portal.sitemap import robots, sitemap, sitemap_part
from portal.views import search

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("agenda/", include("agenda.urls")),
    path("recherche/", search, name="search"),
    path("actualites/", include("actualites.urls")),
    re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    path("robots.txt", robots),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap_part, name="sitemap_part"),
    re_path(r"^carte/(?P<key>\d{1,9})-(?P<version>[0-9a-f]{12})\.png$", card, name="card"),
    path("", include("aict.urls")),
    path("", include(wagtail_urls)),
]
