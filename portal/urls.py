from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents.views.serve import authenticate_with_password

from portal import files, health
from portal.accounts import urls as accounts
from portal.cards.views import card
from portal.cms_guards import create_task
from portal.contact.views import write
from portal.drafts.views import draft
from portal.sitemap import robots, sitemap, sitemap_part
from portal.views import search, suggestions

handler429 = "portal.limits.too_many"
handler500 = "portal.failures.server_error"

urlpatterns = [
    path("sante/", health.live),
    path("sante/pret/", health.ready),
    *accounts.doors,
    path("compte/", include(accounts.pages)),
    path("admin/workflows/task_chooser/create/", create_task),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/<int:key>/premiere-page/<str:name>", files.document_cover, name="document_cover"),
    # Named as Wagtail names its own, which asks nothing of drafts, and whose keys are in the figures of any script.
    path("documents/<int:key>/<str:name>", files.document, name="wagtaildocs_serve"),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
    path("agenda/", include("agenda.urls")),
    path("enregistrements/<int:key>/<slug:part>/<str:name>", files.recording, name="recording"),
    path("recherche/", search, name="search"),
    path("recherche/suggestions/", suggestions, name="suggestions"),
    path("actualites/", include("actualites.urls")),
    path("ressources/", include("ressources.urls")),
    path("photos/<int:key>/<slug:size>/<str:name>", files.photo, name="photo"),
    path("media/<path:path>", files.stored),
    path("brouillon/<int:key>/<slug:signature>/", draft, name="draft"),
    path("ecrire/", write, name="contact_send"),
    path("robots.txt", robots),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap_part, name="sitemap_part"),
    re_path(r"^carte/(?P<key>\d{1,9})-(?P<version>[0-9a-f]{12})\.png$", card, name="card"),
    path("", include("aict.urls")),
    path("", include(wagtail_urls)),
]
