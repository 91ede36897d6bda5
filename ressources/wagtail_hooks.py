from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageViewSet

from portal.cms_lists import page_columns, yes_or_no
from ressources.models import ResourcePage


class ResourceViewSet(PageViewSet):
    """The list of the resources in the CMS."""

    model = ResourcePage
    ordering = "-dated_on"
    list_display = page_columns(
        Column("kind_label", label="Type", sort_key="kind"),
        Column("dated_on", label="Date", sort_key="dated_on"),
        yes_or_no("is_example", "Exemple"),
    )
    list_filter = ["kind", "is_example", "live"]


@hooks.register("register_admin_viewset")
def register_resources():
    return ResourceViewSet()
