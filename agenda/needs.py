"""What is to be mended among the events."""

from datetime import timedelta

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from agenda.choices import State
from agenda.models import EventPage
from portal.vigilance.needs import PageNeed, page_columns

# Nobody writes the report of an event that is older.
WITHIN = timedelta(days=365)
AFTERWARDS = ("report", "photos", "recording")


class PastEventFilterSet(WagtailFilterSet):
    class Meta:
        model = EventPage
        fields = {"state": ["exact"], "starts_on": ["gte", "lte"]}


class WithoutReport(PageNeed):
    """Events of the last twelve months that took place, and of which visitors are given nothing to see again."""

    slug = "evenements-sans-compte-rendu"
    page_title = "Évènements passés sans compte rendu"
    header_icon = "date"
    one, many = "évènement passé sans compte rendu", "évènements passés sans compte rendu"
    advice = "Des douze derniers mois : mettez dans « À lire, à revoir » le compte rendu, les photos, l’enregistrement."
    order = 135
    columns = page_columns(Column("when", label="Quand", sort_key="begin"))
    default_ordering = "-begin"
    filterset_class = PastEventFilterSet

    @classmethod
    def records(cls):
        events = EventPage.objects.live().past().filter(end__gte=timezone.now() - WITHIN)
        events = events.exclude(state__in=[State.CANCELLED, State.POSTPONED])
        # As JSON writes it; within a text its quotation marks would be escaped.
        told = (Q(links_text__contains=f'"kind": "{kind}"') for kind in AFTERWARDS)
        events = events.annotate(links_text=Cast("links", TextField()))
        for condition in told:
            events = events.exclude(condition)
        return events.prefetch_related("sessions")


NEEDS = [WithoutReport]
