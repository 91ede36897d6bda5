"""What is to be mended among the figures and the sources of funding."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy

from aict.calls import State, state_condition
from aict.models import FigureValue, FundingSource, KeyFigure
from portal.vigilance.needs import Need, day_column, record_column

# Beyond, a figure or a call is to be read again at its source.
STALE_AFTER = timedelta(days=365)


class FigureFilterSet(WagtailFilterSet):
    class Meta:
        model = KeyFigure
        fields = ["is_listed"]


class FundingFilterSet(WagtailFilterSet):
    class Meta:
        model = FundingSource
        fields = ["is_permanent", "themes"]


class StaleFigures(Need):
    """Published figures whose value of today was not checked for a year, or never."""

    slug = "chiffres-a-verifier"
    page_title = "Chiffres à vérifier"
    header_icon = "order"
    one, many = "chiffre non vérifié depuis un an", "chiffres non vérifiés depuis un an"
    advice = "Relisez la source, puis changez la date « Vérifié le » de la valeur la plus récente."
    order = 110
    permission_policy = ModelPermissionPolicy(KeyFigure)
    any_permission_required = ["change"]
    filterset_class = FigureFilterSet
    columns = [
        record_column("name", "Chiffre", sort_key="name"),
        Column("value", label="Valeur", accessor="quantity_in_list"),
        Column("source", label="Source", accessor=lambda figure: figure.latest.source_name or "non précisée"),
        day_column("checked_on", "Vérifié le"),
    ]
    default_ordering = "checked_on"

    @classmethod
    def records(cls):
        values = FigureValue.objects.filter(figure=OuterRef("pk")).order_by("-as_of", "-pk")
        figures = KeyFigure.objects.filter(Exists(values), live=True, numerator=None)
        figures = figures.annotate(checked_on=Subquery(values.values("checked_on")[:1]))
        stale = Q(checked_on=None) | Q(checked_on__lt=timezone.localdate() - STALE_AFTER)
        return figures.filter(stale).prefetch_related("values")


class StaleFunding(Need):
    """Published sources of funding that were not read again for a year, or never."""

    slug = "financements-a-verifier"
    page_title = "Financements à vérifier"
    header_icon = "tag"
    one, many = "financement non vérifié depuis un an", "financements non vérifiés depuis un an"
    advice = "Relisez la page du financeur, puis changez la date « Vérifié le »."
    order = 120
    permission_policy = ModelPermissionPolicy(FundingSource)
    any_permission_required = ["change"]
    filterset_class = FundingFilterSet
    columns = [
        record_column("funder", "Financement", accessor=str, sort_key="funder"),
        Column("url", label="Page du financeur"),
        day_column("checked_on", "Vérifié le"),
    ]
    default_ordering = "checked_on"

    @classmethod
    def records(cls):
        stale = Q(checked_on=None) | Q(checked_on__lt=timezone.localdate() - STALE_AFTER)
        return FundingSource.objects.filter(stale, live=True)


class ClosingCalls(Need):
    """Published calls that close within a month, or are closed."""

    slug = "appels-clos"
    page_title = "Appels clos ou bientôt clos"
    header_icon = "time"
    one, many = "appel clos ou bientôt clos", "appels clos ou bientôt clos"
    advice = "Annoncez la clôture, donnez les dates de la session suivante, ou retirez l’appel."
    order = 130
    permission_policy = ModelPermissionPolicy(FundingSource)
    any_permission_required = ["change"]
    filterset_class = FundingFilterSet
    columns = [
        record_column("funder", "Appel", accessor=str, sort_key="funder"),
        Column("state", label="État", accessor="state_in_list"),
        day_column("closes_on", "Clôture"),
    ]
    default_ordering = "closes_on"

    @classmethod
    def records(cls):
        today = timezone.localdate()
        ending = state_condition(State.CLOSED, today) | state_condition(State.CLOSING, today)
        return FundingSource.objects.filter(ending, live=True)


NEEDS = [StaleFigures, StaleFunding, ClosingCalls]
