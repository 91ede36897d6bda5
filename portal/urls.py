from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.views import search, suggestions

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("agenda/", include("agenda.urls")),
    path("recherche/", search, name="search"),
    path("recherche/suggestions/", suggestions, name="suggestions"),
    path("actualites/", include("actualites.urls")),
    re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    path("", include("aict.urls")),
    path("", include(wagtail_urls)),
]
