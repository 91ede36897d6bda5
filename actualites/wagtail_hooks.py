from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageViewSet

from actualites.models import NewsPage
from portal.cms_lists import page_columns


class NewsViewSet(PageViewSet):
    """The list of the news in the CMS."""

    model = NewsPage
    ordering = "-ranked_on"
    list_display = page_columns(
        Column("published_on", label="Date", sort_key="published_on"),
        Column("get_kind_display", label="Nature", sort_key="kind"),
        Column("pinned_until", label="À la une jusqu’au", sort_key="pinned_until"),
    )
    list_filter = {
        "published_on": ["gte", "lte"],
        "kind": ["exact"],
        "speaker": ["exact"],
        "themes": ["exact"],
        "country_groups": ["exact"],
        "live": ["exact"],
    }


@hooks.register("register_admin_viewset")
def register_news():
    return NewsViewSet()
