"""What every page of the site may lack, and what waits for its editors."""

from functools import reduce
from itertools import chain
from operator import or_

from django.apps import apps
from django.db.models import ForeignKey, Q
from wagtail.admin.ui.tables import Column
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Page, get_page_models
from wagtail.permission_policies import ModelPermissionPolicy

from portal.cms_search import FruitlessSearchReport
from portal.links.report import BrokenLinks
from portal.models import BasePage, PortalImage
from portal.vigilance.needs import Need, PageNeed, record_column
from portal.vigilance.waiting import MyDrafts, Scheduled, ToModerate


def pages_where(**conditions):
    """Return the pages, of whatever kind, whose own fields meet these conditions: one question for all kinds."""
    kinds = (model for model in get_page_models() if issubclass(model, BasePage))
    found = (Q(pk__in=kind._base_manager.filter(**conditions).values("pk")) for kind in kinds)
    return Page.objects.filter(reduce(or_, found))


class PagesWithoutDescription(PageNeed):
    """Published pages that say nothing of themselves in lists and search engines."""

    slug = "pages-sans-description"
    page_title = "Pages sans description"
    one, many = "page sans description", "pages sans description"
    advice = "Un chapô, ou une description dans l’onglet « Promotion » : moteurs et listes la montrent."
    order = 140

    @classmethod
    def records(cls):
        return pages_where(lead="").filter(live=True, search_description="")


def showing_fields():
    """Return the fields by which pages show one image, without any other words for it than its own."""
    kinds = (model for model in get_page_models() if issubclass(model, BasePage))
    fields = chain.from_iterable(kind._meta.local_fields for kind in kinds)
    return [field for field in fields if isinstance(field, ForeignKey) and field.related_model is PortalImage]


class ImagesWithoutAlternative(Need):
    """Images that published pages show and that say nothing to who does not see them."""

    slug = "images-sans-alternative"
    page_title = "Images sans texte alternatif"
    header_icon = "image"
    one, many = "image sans texte alternatif", "images sans texte alternatif"
    advice = "Image d’une page publiée : dites sur sa fiche ce qu’elle apprend à qui ne la voit pas."
    order = 150
    permission_policy = image_policy
    any_permission_required = ["add", "change"]
    columns = [
        record_column("title", "Image", sort_key="title"),
        Column("collection", label="Collection", accessor="collection.name"),
    ]
    default_ordering = "title"

    @classmethod
    def records(cls):
        shown = (
            Q(pk__in=field.model._base_manager.filter(live=True, **{f"{field.name}__isnull": False}).values(field.name))
            for field in showing_fields()
        )
        return PortalImage.objects.filter(reduce(or_, shown, Q(pk__in=[])), description="").select_related("collection")


class NotesToSettle(Need):
    """Notes « à confirmer » of pages and records."""

    slug = "notes-a-confirmer"
    page_title = "Notes « à confirmer »"
    header_icon = "help"
    one, many = "note « à confirmer »", "notes « à confirmer »"
    advice = "Notes internes, jamais publiées. Effacez la note d’une fiche quand le point est réglé."
    order = 200
    columns = [
        record_column("record", "Page ou fiche", accessor=str),
        Column("kind", label="Type", accessor=lambda record: str(record._meta.verbose_name)),
        Column("editor_note", label="Note"),
    ]

    @classmethod
    def records(cls):
        return pages_where(editor_note__gt="").order_by("title")

    @classmethod
    def mendable(cls, user):
        """Return as a list the pages, then the records, whose note this user may settle."""
        annotated = (model for model in apps.get_models() if "editor_note" in {f.name for f in model._meta.fields})
        records = (model for model in annotated if not issubclass(model, Page) and is_theirs(user, model))
        found = (model._base_manager.exclude(editor_note="") for model in records)
        return [*super().mendable(user).specific(), *chain.from_iterable(found)]


def is_theirs(user, model):
    """Whether this user may change the records of this model."""
    return ModelPermissionPolicy(model).user_has_permission(user, "change")


NEEDS = [
    MyDrafts,
    ToModerate,
    Scheduled,
    BrokenLinks,
    PagesWithoutDescription,
    ImagesWithoutAlternative,
    NotesToSettle,
    FruitlessSearchReport,
]
