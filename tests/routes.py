"""Every route of the site, and an address of each that names something that is there."""

import re
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.urls import URLResolver, get_resolver
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query
from wagtail.models import Collection, Page, Task, TaskState, Workflow
from wagtail_factories import DocumentFactory, ImageFactory

from agenda.models import Audience
from aict.models import FundingSource, KeyFigure
from portal.bin.archive import throw_away
from portal.initial_content import page_at
from portal.models import (
    BinnedPage,
    CheckedLink,
    ContactMessage,
    DraftLink,
    LinkUse,
    PortalDocument,
    PortalImage,
    PortalMedia,
    Theme,
)
from portal.models.links import LinkState
from tests.factories import StandardPageFactory

EVENT = "journee-du-groupe-pays-armenie-2024-06-26"
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
WORDS = {"app_label": "wagtailcore", "app_name": "portal", "content_type_app_name": "agenda", "action": "delete"}
WORDS |= {
    "content_type_model_name": "eventpage",
    "filter_spec": "original",
    "action_name": "approve",
    "slug": "comptes",
}
WORDS |= {"path": "rien", "name": "rien.pdf", "size": "w400", "part": "fichier", "number": 1, "object_id": 1}
# Where the pattern is a regular expression, or its words are those of one view.
ADDRESSES = {
    r"^((?:[\w\-]+/)*)$": "/agenda/",
    r"^carte/(?P<key>\d{1,9})-(?P<version>[0-9a-f]{12})\.png$": "/carte/1-0123456789ab.png",
    r"^(?P<path>(?:[\w-]+/)+)plaidoyer-aict\.(?P<suffix>pdf|webp)$": "/rien/plaidoyer-aict.pdf",
    r"^(?P<path>(?:[\w-]+/)*[\w-]+)\.(?P<suffix>csv|json)$": "/s-engager/chiffres.csv",
    r"^admin/password_reset/.*$": "/admin/password_reset/done/",
    r"admin/^.*/$": "/admin/rien/",
    "agenda/<str:slug>/evenement.ics": f"/agenda/{EVENT}/evenement.ics",
    "admin/api/main/^pages/<int:pk>/action/<str:action_name>/": "/admin/api/main/pages/1/action/delete/",
    "admin/bulk/<str:app_label>/<str:model_name>/<str:action>/": "/admin/bulk/wagtailcore/page/delete/?id=1",
    "admin/pages/create/<slug:app_label>/<slug:model_name>": "/admin/pages/create/agenda/eventpage",
    "admin/settings/<slug:app_name>/<slug:model_name>/": "/admin/settings/portal/sitesettings/",
    "admin/settings/<slug:app_name>/<slug:model_name>/<int:pk>/": "/admin/settings/portal/sitesettings/1/",
    "admin/tag-autocomplete/<slug:app_name>/<slug:model_name>/": "/admin/tag-autocomplete/taggit/tag/",
    "admin/workflows/tasks/add/<str:app_label>/<str:model_name>/": (
        "/admin/workflows/tasks/add/wagtailcore/groupapprovaltask/"
    ),
}
# What the regular expressions of Wagtail and of allauth are replaced with: the first of each choice.
EXPRESSIONS = [
    (r"\(live\|(?:earliest|latest)\|\\d\+\)", "live"),
    (r"\(\?P<revision_id_\w>(\w+)[^)]*\)", r"\1"),
    (r"\(\?P<pk>\.\+\)", "<int:pk>"),
    (r"\(\\d\+\)", "<int:page_id>"),
    (r"\(\?P<slug>[^)]*\)", "energie"),
    (r"\(\?P<uidb36>[^)]*\)-\(\?P<key>[^)]*\)", "1-x"),
    (r"\(\?P<\w+>([\w\\.-]+?)\|[^)]*\)", r"\1"),
    (r"[\\^$]", ""),
]


def routes(resolver=None, prefix=""):
    """Yield the whole pattern and the view of every route, those that are hidden by another of the same pattern too."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield route, pattern.callback


class Things:
    """One of each thing that an address may name: nothing is refused because it is not there."""

    def __init__(self):
        self.event = self.revised(page_at(f"/agenda/{EVENT}/").specific)
        self.figure, self.fund = (self.revised(model.objects.first()) for model in (KeyFigure, FundingSource))
        self.root = Collection.get_first_root_node()
        self.collection = self.root.add_child(name="Photos")
        Workflow.objects.get().start(self.event, get_user_model().objects.first())
        audience, _ = Audience.objects.get_or_create(name="Élus")
        ContactMessage.objects.create(name="A", email="a@exemple.fr", subject="S", text="T", digest="x")
        self.keys = self.of_pages() | self.of_files()
        document, picture = PortalDocument.objects.first(), PortalImage.objects.first()
        self.about = {
            "admin/collections/": self.collection,
            "admin/groups/": Group.objects.last(),
            "admin/liens/": self.link,
            "admin/snippets/agenda/audience/": audience,
            "documents/": document,
            "admin/documents/": document,
            "admin/api/main/^documents/": document,
            "admin/images/": picture,
            "admin/api/main/^images/": picture,
            "admin/snippets/portal/theme/": Theme.objects.first(),
            "enregistrements/": PortalMedia.objects.first(),
            "admin/users/": get_user_model().objects.first(),
            "admin/pages/": self.event,
            "admin/snippets/aict/keyfigure/": self.figure,
            "admin/snippets/aict/fundingsource/": self.fund,
            "admin/workflows/tasks/": Task.objects.get(),
            "admin/workflows/": Workflow.objects.get(),
            "admin/api/main/^pages/": self.event,
            "admin/corbeille/": self.binned(),
        }
        draft = DraftLink.objects.create(page=self.event.page_ptr, expires_at=timezone.now() + timedelta(days=1))
        self.files = {r"documents/^(\d+)/(.*)$": f"/documents/{document.pk}/{document.filename}"}
        self.drafts = {
            "brouillon/<int:key>/<slug:signature>/": f"/brouillon/{draft.pk}/{draft.signature}/",
            "admin/pages/<int:pk>/relecture/<int:key>/fin/": f"/admin/pages/{self.event.pk}/relecture/{draft.pk}/fin/",
        }

    def binned(self):
        page = StandardPageFactory(parent=page_at("/aide/"))
        throw_away(page, get_user_model().objects.get(username="personne1"))
        return BinnedPage.objects.get()

    def revised(self, record):
        record.save_revision()
        record.refresh_from_db()
        return record

    def of_pages(self):
        parent, task = self.event.get_parent(), TaskState.objects.get()
        keys = dict.fromkeys(["page_id", "page_to_move_id"], self.event.pk)
        keys |= dict.fromkeys(["parent_page_id", "destination_id", "page_pk"], parent.pk)
        keys |= {"task_id": task.task_id, "task_state_id": task.pk, "workflow_state_id": task.workflow_state_id}
        self.link = CheckedLink.objects.create(address="https://exemple.fr/", state=LinkState.BROKEN)
        kind = ContentType.objects.get_for_model(Page)
        LinkUse.objects.create(link=self.link, page=self.event.page_ptr, content_type=kind, object_id=self.event.pk)
        return keys | {"workflow_pk": Workflow.objects.get().pk}

    def of_files(self):
        media = PortalMedia.objects.create(title="Un son", file=ContentFile(b"x", "a.mp3"), duration=1, type="audio")
        keys = {
            "image_id": ImageFactory(collection=self.root).pk,
            "media_id": media.pk,
            "collection_id": self.collection.pk,
        }
        keys |= dict.fromkeys(["doc_id", "document_id"], DocumentFactory(collection=self.root).pk)
        keys["redirect_id"] = Redirect.objects.create(old_path="/x", redirect_link="/").pk
        return keys | {"query_id": Query.get("eau").pk}

    def address(self, route, view):
        """Return an address that leads by this route to something."""
        plain = route
        for theirs, ours in EXPRESSIONS:
            plain = re.sub(theirs, ours, plain)
        known = ADDRESSES | self.files | self.drafts
        return known.get(route) or "/" + PARAMETER.sub(lambda found: str(self.value(found[1], route, view)), plain)

    def value(self, name, route, view):
        if name in ("pk", "key", "revision_id"):
            record = self.record(route, view)
            return getattr(record, "latest_revision_id", 1) if name == "revision_id" else getattr(record, "pk", 1)
        return self.keys.get(name) or WORDS.get(name, 1)

    def record(self, route, view):
        """Return a record of those that a view is about."""
        known = [record for prefix, record in self.about.items() if route.startswith(prefix)]
        model = getattr(view, "view_initkwargs", {}).get("model") or getattr(view, "view_class", None)
        model = getattr(model, "model", None) or model
        is_page = route.startswith("admin/pages/")
        return (
            self.event if is_page else known[0] if known else model and getattr(model, "objects", Task.objects).last()
        )
