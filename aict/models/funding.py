from urllib.parse import urlsplit

from django.contrib import admin
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin
from wagtail.search import index

from aict.calls import state_condition, state_of
from aict.filters import FundingForm
from aict.quantities import french_digits
from portal.blocks import TEXT_FEATURES
from portal.cms_forms import NumberInput, RecordForm
from portal.days import day_validators
from portal.models import BasePage, Theme
from portal.models.base import PREVIEW_SIZES
from portal.models.ranking import Ranked

# Who may apply: one box each, so that a filter is one condition.
AUTHORITIES = {
    "communes": "Communes",
    "epci": "Intercommunalités (EPCI)",
    "departements": "Départements",
    "regions": "Régions",
    "civil_society": "Société civile",
}
MAY_APPLY = "Cochez si elles peuvent candidater : les visiteurs cherchent par là."


class FundingQuerySet(models.QuerySet):
    def published(self):
        """Sources that visitors may read."""
        return self.filter(live=True).prefetch_related("themes")

    def open_to(self, authority):
        """Sources to which this kind of authority (a key of AUTHORITIES) may apply."""
        return self.filter(**{f"for_{authority}": True})

    def in_state(self, state, today):
        """Sources that are in this State on this day."""
        return self.filter(state_condition(state, today))


class FundingSource(
    Ranked, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, index.Indexed, ClusterableModel
):
    """Where money comes from: what is not known is left empty and said to be."""

    funder = models.CharField(
        "financeur", max_length=150, help_text="Organisme qui donne l’argent. 150 signes au plus."
    )
    scheme = models.CharField(
        "dispositif", max_length=200, blank=True, help_text="Nom de l’appel ou de la facilité. 200 signes au plus."
    )
    text = RichTextField("présentation", features=TEXT_FEATURES, help_text="Ce qui est financé, en quelques phrases.")
    who = models.CharField(
        "qui peut candidater",
        max_length=200,
        blank=True,
        help_text="Tel que le financeur le dit, conditions comprises. 200 signes au plus.",
    )
    for_communes = models.BooleanField("communes", default=False, help_text=MAY_APPLY)
    for_epci = models.BooleanField("intercommunalités (EPCI)", default=False, help_text=MAY_APPLY)
    for_departements = models.BooleanField("départements", default=False, help_text=MAY_APPLY)
    for_regions = models.BooleanField("régions", default=False, help_text=MAY_APPLY)
    for_civil_society = models.BooleanField("société civile", default=False, help_text=MAY_APPLY)
    amount_min = models.DecimalField(
        "montant minimal (€)",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="En euros, sans unité : 10000. Vide : non précisé.",
    )
    amount_max = models.DecimalField(
        "montant maximal (€)",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="En euros, sans unité : 50000. Vide : non précisé.",
    )
    amount_note = models.CharField(
        "précision sur le montant", max_length=200, blank=True, help_text="Taux, plafond, cumul. 200 signes au plus."
    )
    is_permanent = models.BooleanField("permanent", default=False, help_text="Ouvert toute l’année, sans date limite.")
    opens_on = models.DateField(
        "ouvre le",
        null=True,
        blank=True,
        validators=day_validators(),
        help_text="Premier jour pour déposer un dossier. Vide : non précisé.",
    )
    closes_on = models.DateField(
        "clôt le", null=True, blank=True, validators=day_validators(), help_text="Dernier jour, compris."
    )
    themes = ParentalManyToManyField(
        Theme,
        blank=True,
        verbose_name="thématiques",
        related_name="+",
        help_text="Celles que le dispositif finance ; les visiteurs cherchent par elles.",
    )
    url = models.URLField(
        "adresse", max_length=500, blank=True, help_text="Page du dispositif chez le financeur, avec https:// au début."
    )
    checked_on = models.DateField(
        "vérifié le", null=True, blank=True, help_text="Dernière fois que l’on a lu la page du financeur."
    )
    editor_note = models.TextField(
        "note interne, à confirmer",
        max_length=2000,
        blank=True,
        help_text="Ce qui reste à vérifier. Jamais publiée ; rappelée sur l’accueil du CMS. 2000 signes au plus.",
    )

    base_form_class = RecordForm
    preview_sizes = PREVIEW_SIZES
    objects = FundingQuerySet.as_manager()

    panels = [
        FieldPanel("funder"),
        FieldPanel("scheme"),
        FieldPanel("text"),
        MultiFieldPanel(
            [FieldPanel("who"), FieldRowPanel([FieldPanel(f"for_{name}") for name in AUTHORITIES])],
            heading="Qui peut candidater",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel(f"amount_{end}", widget=NumberInput) for end in ("min", "max")]),
                FieldPanel("amount_note"),
            ],
            heading="Montants",
        ),
        MultiFieldPanel(
            [FieldPanel("is_permanent"), FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")])],
            heading="Dates",
            help_text="L’état (à venir, ouvert, clos…) s’en déduit : il ne se saisit pas.",
        ),
        FieldPanel("themes"),
        FieldPanel("url"),
        FieldPanel("checked_on"),
        FieldPanel("editor_note"),
    ]
    search_fields = [
        index.SearchField("funder", boost=3),
        index.AutocompleteField("funder"),
        index.SearchField("scheme", boost=2),
        index.SearchField("text"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = "source de financement"
        verbose_name_plural = "sources de financement"
        constraints = [
            models.CheckConstraint(
                name="call_closes_after_it_opens",
                condition=Q(closes_on__gte=F("opens_on")),
                violation_error_code="closes_on",
                violation_error_message="La clôture ne peut pas précéder l’ouverture.",
            ),
            models.CheckConstraint(
                name="permanent_source_has_no_dates",
                condition=Q(is_permanent=False) | Q(opens_on=None, closes_on=None),
                violation_error_code="is_permanent",
                violation_error_message="Un dispositif permanent n’a ni ouverture ni clôture.",
            ),
            models.CheckConstraint(
                name="largest_amount_is_not_the_smallest",
                condition=Q(amount_max__gte=F("amount_min")),
                violation_error_code="amount_max",
                violation_error_message="Le montant maximal ne peut pas être inférieur au montant minimal.",
            ),
        ]

    def __str__(self):
        return f"{self.funder} – {self.scheme}" if self.scheme else self.funder

    def get_preview_template(self, request, mode_name):
        return "aict/funding_source_preview.html"

    @admin.display(description="état")
    def state_in_list(self):
        return self.state.label

    @property
    def state(self):
        """The CallState of today, in Paris."""
        return state_of(self)

    @property
    def amount(self):
        """The amounts in words, « de 10 000 € à 50 000 € »; empty when they are not known."""
        amounts = (self.amount_min, self.amount_max)
        least, most = (f"{french_digits(amount)}\u00a0€" if amount is not None else "" for amount in amounts)
        if least and most:
            words = f"de {least} à {most}"
        else:
            words = f"à partir de {least}" if least else most and f"jusqu’à {most}"
        return ", ".join(filter(None, [words, self.amount_note]))

    @property
    def host(self):
        """Site that the link leads to: « afd.fr »."""
        return urlsplit(self.url).netloc.removeprefix("www.")


class FundingPage(BasePage):
    """The sources of funding, which visitors narrow by authority, theme and state."""

    max_count = 1
    parent_page_types = ["aict.AictPage"]
    subpage_types = []
    icon = "tag"
    page_description = "Toutes les sources de financement. Elles se corrigent dans « Financements »."
    theme = "safran"

    class Meta:
        verbose_name = "page des financements"
        verbose_name_plural = "pages des financements"

    def get_context(self, request, *args, **kwargs):
        form = FundingForm(request.GET, authorities=AUTHORITIES, themes=Theme.objects.all())
        sources = form.narrow(FundingSource.objects.published())
        return super().get_context(request, *args, **kwargs) | {"form": form, "sources": list(sources)}
