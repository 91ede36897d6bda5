"""What editors narrow the list of events by."""

import django_filters
from django.utils import timezone
from wagtail.admin.views.pages.listing import PageFilterSet

from agenda.choices import Period, State
from agenda.inputs import DayInput
from agenda.models import EventPage


class EventFilterSet(PageFilterSet):
    """Period, state and days of the events."""

    period = django_filters.ChoiceFilter(
        label="Période", method="narrow_period", choices=Period.choices[:2], empty_label="Tous"
    )
    state = django_filters.MultipleChoiceFilter(label="État", choices=State.choices)
    since = django_filters.DateFilter(label="À partir du", field_name="starts_on", lookup_expr="gte", widget=DayInput)
    until = django_filters.DateFilter(label="Jusqu’au", field_name="starts_on", lookup_expr="lte", widget=DayInput)

    class Meta:
        model = EventPage
        fields = ["state", "live"]

    def narrow_period(self, queryset, name, value):
        """Keep what is over, or what is not."""
        over = {"end__lte": timezone.now()}
        return queryset.filter(**over) if value == Period.PAST else queryset.exclude(**over)
