from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.snippets.models import register_snippet

from portal.cms_lists import page_columns, yes_or_no
from portal.cms_taxonomy import TermViewSet
from ressources.models import DossierPage, Publisher, ResourcePage


class ResourceViewSet(PageViewSet):
    """The list of the resources in the CMS."""

    model = ResourcePage
    ordering = "-dated_on"
    list_display = page_columns(
        Column("kind_label", label="Type", sort_key="kind"),
        Column("dated_on", label="Date", sort_key="dated_on"),
        yes_or_no("is_example", "Exemple"),
    )
    list_filter = ["kind", "is_example", "themes", "country_groups", "publisher", "language", "live"]


class DossierViewSet(PageViewSet):
    """The list of the dossiers in the CMS."""

    model = DossierPage
    ordering = "-dated_on"
    list_display = page_columns(Column("dated_on", label="Date", sort_key="dated_on"))
    list_filter = ["live"]


@hooks.register("register_admin_viewset")
def register_resources():
    return [ResourceViewSet(), DossierViewSet()]


@register_snippet
class PublisherViewSet(TermViewSet):
    model = Publisher
    icon = "group"
    menu_label = "Éditeurs"
    menu_order = 510
    add_to_admin_menu = True
