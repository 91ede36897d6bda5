from django.apps import apps

from agenda.selection import select
from portal.models import BasePage


class AgendaPage(BasePage):
    """The events to come by month, or those past by year, and a month as a grid."""

    max_count = 1
    parent_page_types = ["portal.HomePage"]
    subpage_types = ["agenda.EventPage"]
    icon = "calendar-alt"
    page_description = "La liste des évènements. Chacun passe de lui-même d’« à venir » à « passés »."
    theme = "ciel"

    class Meta:
        verbose_name = "agenda"
        verbose_name_plural = "agendas"

    def get_context(self, request, *args, **kwargs):
        # Every event lies under the one agenda: to look for its children would read the table of all pages.
        found = select(request, self.shown_records())
        return super().get_context(request, *args, **kwargs) | found | {"pages": found["listing"].pages}

    @classmethod
    def shown_records(cls):
        return apps.get_model("agenda.EventPage").objects.published()
