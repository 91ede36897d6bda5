from django.contrib import admin
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, LockableMixin, Page, PreviewableMixin, RevisionMixin
from wagtail.search import index

from aict.drawings import PictureKind, draw
from aict.forms import KeyFigureForm
from aict.quantities import Qualifier, Quantity, Unit, formula, ratio
from portal import memo
from portal.blocks import TEXT_FEATURES
from portal.models import BasePage
from portal.templatetags.dates import day_in_words

LINE = ["key-figure"]


class KeyFigureQuerySet(models.QuerySet):
    def published(self):
        """Figures that visitors may read, each with its values."""
        return self.filter(live=True).prefetch_related("values")

    def in_bulk(self, id_list=None, *, field_name="pk"):
        """As Django's; the published ones, which every page shows, are read once per request."""
        if field_name != "pk" or id_list is None:
            return super().in_bulk(id_list, field_name=field_name)
        known = {key: figure for key, figure in published_figures().items() if key in id_list}
        return known | super().in_bulk([key for key in id_list if key not in known])


class KeyFigure(DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, index.Indexed, ClusterableModel):
    """A figure that CUF stands by: every page, card and text takes its value from here."""

    name = models.CharField(
        "nom", max_length=80, help_text="Pour le retrouver dans l’éditeur et nommer ses liens : Partenariats."
    )
    slug = models.SlugField(
        "ancre",
        max_length=60,
        unique=True,
        help_text="Fin de l’adresse du chiffre, à ne plus changer une fois publiée : partenariats.",
    )
    sort_order = models.PositiveIntegerField("rang", default=0, editable=False)
    is_listed = models.BooleanField(
        "paraît sur la page des chiffres",
        default=True,
        help_text="Décoché : le chiffre sert seulement dans les textes et sur l’accueil.",
    )
    before = RichTextField("mots avant", blank=True, features=LINE, help_text="« Ces partenariats se déroulent dans »")
    after = RichTextField("mots après", blank=True, features=LINE, help_text="« pays différents »")
    short_label = models.CharField(
        "légende courte", max_length=120, help_text="Sous le chiffre, dans les listes. 120 signes au plus."
    )
    counted = models.CharField(
        "ce qu’il compte",
        max_length=80,
        blank=True,
        help_text="Pour la légende du dessin, au pluriel : partenariats. Pour une part, le tout : le revenu national.",
    )
    explanation = RichTextField(
        "explication", blank=True, features=TEXT_FEATURES, help_text="D’où vient le chiffre, ce qu’il veut dire."
    )
    related_page = models.ForeignKey(
        Page, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="page liée"
    )
    picture = models.CharField(
        "dessin",
        max_length=12,
        choices=PictureKind,
        default=PictureKind.NONE,
        blank=True,
        help_text="Tracé d’après la valeur ; rien n’est dessiné quand la valeur ne s’y prête pas.",
    )
    compared_with = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="comparé à",
        help_text="L’autre chiffre des dessins qui en comparent deux, ou la part à dessiner.",
    )
    numerator = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chiffre divisé"
    )
    denominator = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="divisé par"
    )
    decimals = models.PositiveSmallIntegerField("décimales du calcul", default=1)
    computed_unit = models.CharField("unité du calcul", max_length=3, choices=Unit, blank=True, default=Unit.NUMBER)
    editor_note = models.TextField(
        "note interne, à confirmer", max_length=2000, blank=True, help_text="Jamais publiée."
    )

    objects = KeyFigureQuerySet.as_manager()
    base_form_class = KeyFigureForm

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("is_listed"),
        InlinePanel("values", label="valeur", heading="Valeurs : la plus récente paraît partout, les autres restent"),
        MultiFieldPanel([FieldPanel("before"), FieldPanel("after"), FieldPanel("short_label")], heading="Mots"),
        MultiFieldPanel([FieldPanel("explanation"), PageChooserPanel("related_page")], heading="Explication"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("counted"), FieldPanel("compared_with")], heading="Dessin"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("numerator"), FieldPanel("denominator")]),
                FieldRowPanel([FieldPanel("decimals"), FieldPanel("computed_unit")]),
            ],
            heading="Calcul, au lieu d’une valeur",
            help_text="Par exemple les subventions divisées par l’aide déclarée : 180 M€ ÷ 100 M€ = 1,8.",
            classname="collapsed",
        ),
        FieldPanel("editor_note"),
    ]
    search_fields = [
        index.SearchField("name", boost=5),
        index.AutocompleteField("name"),
        index.SearchField("before"),
        index.SearchField("after"),
        index.SearchField("explanation"),
        index.FilterField("live"),
        index.FilterField("is_listed"),
    ]

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = "chiffre clé"
        verbose_name_plural = "chiffres clés"
        constraints = [
            models.CheckConstraint(
                name="figure_computes_from_two_others",
                condition=Q(numerator=None, denominator=None)
                | (Q(numerator__isnull=False, denominator__isnull=False) & ~Q(numerator=F("denominator"))),
                violation_error_message="Un calcul demande deux chiffres différents, ou aucun.",
            ),
        ]

    def __str__(self):
        return f"{self.name} : {self.quantity.short}" if self.quantity else self.name

    def get_preview_template(self, request, mode_name):
        return "aict/key_figure_preview.html"

    @admin.display(description="valeur")
    def quantity_in_list(self):
        return self.quantity.short if self.quantity else "non précisée"

    @admin.display(description="date")
    def state_in_list(self):
        return self.latest.state if self.latest else self.formula

    @property
    def latest(self):
        """The newest FigureValue, which is the one shown everywhere; None for a computed figure."""
        return next(iter(self.dated_values()), None)

    def dated_values(self):
        """Return the FigureValues, the newest first."""
        return sorted(self.values.all(), key=lambda value: (value.as_of, value.pk or 0), reverse=True)

    @property
    def quantity(self):
        """The Quantity to show, read or computed; None when there is nothing to show."""
        if self.numerator and self.denominator:
            return self._computed()
        return self.latest.quantity if self.latest else None

    def _computed(self):
        over, under = self.numerator.quantity, self.denominator.quantity
        try:
            return Quantity(ratio(over, under, self.decimals), self.computed_unit, "")
        except (ValueError, AttributeError):
            return None

    @property
    def formula(self):
        """How a computed figure was made, « 180 M€ ÷ 100 M€ = 1,8 »; empty for one that was read."""
        if not (self.numerator and self.denominator and self.quantity):
            return ""
        return formula(self.numerator.quantity, self.denominator.quantity, self.decimals)

    @property
    def drawing(self):
        """The Drawing of the value, or None where none would be honest."""
        other = self.compared_with
        return draw(
            self.picture or PictureKind.NONE,
            self.quantity,
            counted=self.counted,
            other=other.quantity if other else None,
            other_counted=other.counted if other else "",
        )


class FigureValue(models.Model):
    """What a figure was worth at a date, according to whom."""

    figure = ParentalKey(KeyFigure, on_delete=models.CASCADE, related_name="values")
    value = models.DecimalField(
        "valeur", max_digits=20, decimal_places=6, help_text="Exacte, sans unité : 10531 ou 0,55."
    )
    unit = models.CharField("unité", max_length=3, choices=Unit, blank=True, default=Unit.NUMBER)
    qualifier = models.CharField("précision", max_length=20, choices=Qualifier, blank=True, default="")
    as_of = models.DateField("état au", help_text="Date à laquelle le chiffre est donné pour vrai.")
    period = models.CharField(
        "année ou période",
        max_length=40,
        blank=True,
        help_text="Année pour laquelle le chiffre est vrai, pas celle de la saisie.",
    )
    source_name = models.CharField(
        "source",
        max_length=200,
        blank=True,
        help_text="Publication ou organisme, et date. Vide : le site affiche « Source : non précisée ».",
    )
    source_url = models.URLField("adresse de la source", blank=True)
    checked_on = models.DateField("vérifié le", null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("qualifier"), FieldPanel("value"), FieldPanel("unit")]),
        FieldRowPanel([FieldPanel("as_of"), FieldPanel("period"), FieldPanel("checked_on")]),
        FieldPanel("source_name"),
        FieldPanel("source_url"),
    ]

    class Meta:
        ordering = ["-as_of", "-pk"]
        verbose_name = "valeur"
        verbose_name_plural = "valeurs"
        constraints = [
            models.UniqueConstraint(
                name="one_value_per_figure_and_date",
                fields=["figure", "as_of"],
                violation_error_message="Ce chiffre a déjà une valeur à cette date.",
            ),
        ]

    def __str__(self):
        return f"{self.quantity.short} ({self.state})"

    @property
    def quantity(self):
        """The value with its unit and its precision."""
        return Quantity(self.value, self.unit, self.qualifier)

    @property
    def state(self):
        """« État au 2 novembre 2020 »."""
        return f"État au {day_in_words(self.as_of)}"


class FiguresPage(BasePage):
    """The figures, each with room, in the order of the editors."""

    max_count = 1
    parent_page_types = ["aict.AictPage"]
    subpage_types = []
    page_description = "Tous les chiffres clés, un par un. Ils se corrigent dans « Chiffres clés »."
    theme = "petrol"

    class Meta:
        verbose_name = "page des chiffres"
        verbose_name_plural = "pages des chiffres"


def published_figures():
    """Return the published figures that have a value, by primary key and in their order; read once per request.

    The figures that one leads to (compared, divided) are those of the same reading; one that
    is not published leads nowhere.
    """
    return memo.remember("key figures", _read_figures)


def _read_figures():
    figures = {figure.pk: figure for figure in KeyFigure.objects.published()}
    for figure in figures.values():
        for name in ("compared_with", "numerator", "denominator"):
            setattr(figure, name, figures.get(getattr(figure, f"{name}_id")))
    return {pk: figure for pk, figure in figures.items() if figure.quantity}
