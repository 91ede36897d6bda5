from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageViewSet

from agenda.models import EventPage
from portal.cms_lists import page_columns


class EventViewSet(PageViewSet):
    """The list of the agenda's events in the CMS."""

    model = EventPage
    ordering = "-starts_on"
    list_display = page_columns(
        Column("when", label="Quand", sort_key="starts_on"), Column("place", label="Où", sort_key="place")
    )
    list_filter = {"starts_on": ["gte", "lte"], "live": ["exact"]}


@hooks.register("register_admin_viewset")
def register_events():
    return EventViewSet()
