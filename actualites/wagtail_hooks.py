from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageViewSet

from actualites.models import NewsPage
from portal.cms_lists import page_columns


class NewsViewSet(PageViewSet):
    """The list of the news in the CMS."""

    model = NewsPage
    ordering = "-published_on"
    list_display = page_columns(Column("published_on", label="Date", sort_key="published_on"))
    list_filter = {"published_on": ["gte", "lte"], "live": ["exact"]}


@hooks.register("register_admin_viewset")
def register_news():
    return NewsViewSet()
