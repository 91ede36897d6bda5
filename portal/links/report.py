"""« Liens à réparer »: the report of the nightly round, and the button by which an editor says that a link is good."""

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy

from portal.models import CheckedLink, LinkUse
from portal.vigilance.needs import Need, day_column, edit_url


class LinkFilterSet(WagtailFilterSet):
    class Meta:
        model = CheckedLink
        fields = ["state", "is_inside"]


class UsesColumn(Column):
    """The pages and records in which a link stands, each leading to its form."""

    cell_template_name = "portal/cms/link_uses.html"

    def get_value(self, instance):
        return ", ".join(use.title for use in instance.uses.all())

    def get_cell_context_data(self, instance, parent_context):
        uses = [(use.title, edit_url(use.record)) for use in instance.uses.all()]
        return super().get_cell_context_data(instance, parent_context) | {"uses": uses}


class VerifyColumn(Column):
    """The button by which an editor says that a link is good."""

    cell_template_name = "portal/cms/link_verify.html"

    def get_value(self, instance):
        return ""

    def get_cell_context_data(self, instance, parent_context):
        found = super().get_cell_context_data(instance, parent_context)
        return found | {"csrf_token": parent_context.get("csrf_token")}


class AddressColumn(Column):
    cell_template_name = "portal/cms/link_address.html"


class BrokenLinks(Need):
    """Links that visitors follow in vain."""

    slug = "liens-a-reparer"
    page_title = "Liens à réparer"
    header_icon = "link-external"
    one, many = "lien à réparer", "liens à réparer"
    advice = "Corrigez le lien sur sa page. S’il est bon pour un visiteur, dites-le : « Vérifié à la main »."
    order = 105
    filterset_class = LinkFilterSet
    columns = [
        AddressColumn("address", label="Lien", sort_key="address"),
        Column("reason", label="Ce qui ne va pas"),
        UsesColumn("uses", label="À corriger dans"),
        day_column("broken_since", "Depuis le"),
        day_column("last_well_on", "Bon le"),
        VerifyColumn("verify", label="Fausse alerte ?"),
    ]
    default_ordering = "broken_since"

    @classmethod
    def records(cls):
        return CheckedLink.objects.to_mend().prefetch_related("uses__content_type")

    @classmethod
    def mendable(cls, user):
        if user.is_superuser:
            return cls.records()
        pages = page_permission_policy.instances_user_has_permission_for(user, "change")
        theirs = Q(page__in=pages.order_by().values("pk")) | Q(page=None, content_type__in=_changeable(user))
        return cls.records().filter(Exists(LinkUse.objects.filter(theirs, link=OuterRef("pk"))))

    def mend_url(self, item):
        use = next(iter(item.uses.all()), None)
        return edit_url(use.record) if use else ""


def _changeable(user):
    """Return the types of the records, other than pages, that this user may change."""
    kinds = LinkUse.objects.filter(page=None).order_by().values("content_type").distinct()
    kinds = [(kind, kind.model_class()) for kind in ContentType.objects.filter(pk__in=kinds)]
    return [kind for kind, model in kinds if ModelPermissionPolicy(model).user_has_permission(user, "change")]


@require_POST
def verify(request, key):
    """Leave a link out of the report for a year, or until something else is wrong with it."""
    link = get_object_or_404(BrokenLinks.mendable(request.user), pk=key)
    link.verified_on = timezone.localdate()
    link.save(update_fields=["verified_on"])
    messages.success(
        request, "Lien vérifié à la main : il ne sera plus signalé pendant un an, sauf s’il change d’état."
    )
    return HttpResponseRedirect(reverse(BrokenLinks.index_url_name))


def urls():
    return [path("liens/<int:key>/verifie/", verify, name="verify_link")]
