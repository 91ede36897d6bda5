from django.contrib import admin
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel, TitleFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, LockableMixin, Page, PreviewableMixin, RevisionMixin
from wagtail.search import index

from aict.drawings import PictureKind, draw
from aict.forms import KeyFigureForm
from aict.quantities import Quantity, Unit, formula, ratio
from portal import memo
from portal.blocks import TEXT_FEATURES
from portal.cms_forms import RowsPanel
from portal.models import BasePage
from portal.models.base import PREVIEW_SIZES
from portal.models.ranking import Ranked

LINE = ["key-figure"]


class KeyFigureQuerySet(models.QuerySet):
    def published(self):
        """Figures that visitors may read, each with its values."""
        return self.filter(live=True).prefetch_related("values")

    def in_bulk(self, id_list=None, *, field_name="pk"):
        """As Django's; the published ones, which every page shows, are kept."""
        if field_name != "pk" or id_list is None:
            return super().in_bulk(id_list, field_name=field_name)
        known = {key: figure for key, figure in published_figures().items() if key in id_list}
        return known | super().in_bulk([key for key in id_list if key not in known])


class KeyFigure(
    Ranked, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, index.Indexed, ClusterableModel
):
    """A figure that CUF stands by: every page, card and text takes its value from here."""

    name = models.CharField(
        "nom",
        max_length=80,
        help_text="Pour le retrouver dans le CMS et nommer ses liens : Partenariats. 80 signes au plus.",
    )
    slug = models.SlugField(
        "ancre",
        max_length=60,
        unique=True,
        help_text="Fin de l’adresse du chiffre : partenariats. À ne plus changer une fois publiée. 60 signes au plus.",
    )
    is_listed = models.BooleanField(
        "paraît sur la page des chiffres",
        default=True,
        help_text="Décoché : le chiffre sert seulement dans les textes et sur l’accueil.",
    )
    before = RichTextField(
        "mots avant",
        blank=True,
        features=LINE,
        help_text="Sur une ligne, par exemple : Ces partenariats se déroulent dans. Vide : la phrase part du chiffre.",
    )
    after = RichTextField(
        "mots après", blank=True, features=LINE, help_text="Sur une ligne, par exemple : pays différents."
    )
    short_label = models.CharField(
        "légende courte", max_length=120, help_text="Sous le chiffre, dans les listes. 120 signes au plus."
    )
    counted = models.CharField(
        "ce qu’il compte",
        max_length=80,
        blank=True,
        help_text="Légende du dessin, au pluriel : partenariats. D’une part, le tout : le revenu national. 80 signes.",
    )
    explanation = RichTextField(
        "explication", blank=True, features=TEXT_FEATURES, help_text="D’où vient le chiffre, ce qu’il veut dire."
    )
    related_page = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="page liée",
        help_text="Page du site qui en dit plus. Vide : pas de lien.",
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
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="chiffre divisé",
        help_text="Un chiffre qui a une valeur : les subventions.",
    )
    denominator = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="divisé par",
        help_text="Un autre, de même unité : l’aide déclarée.",
    )
    decimals = models.PositiveSmallIntegerField(
        "décimales du calcul",
        default=1,
        validators=[MaxValueValidator(6)],
        help_text="De 0 à 6 chiffres après la virgule.",
    )
    computed_unit = models.CharField(
        "unité du calcul",
        max_length=3,
        choices=Unit,
        blank=True,
        default=Unit.NUMBER,
        help_text="Écrite après le résultat.",
    )
    editor_note = models.TextField(
        "note interne, à confirmer",
        max_length=2000,
        blank=True,
        help_text="Ce qui reste à vérifier. Jamais publiée ; rappelée sur l’accueil du CMS. 2000 signes au plus.",
    )

    preview_sizes = PREVIEW_SIZES
    objects = KeyFigureQuerySet.as_manager()
    base_form_class = KeyFigureForm

    panels = [
        TitleFieldPanel("name", targets=["slug"]),
        FieldPanel("slug"),
        FieldPanel("is_listed"),
        RowsPanel("values", label="valeur", heading="Valeurs : la plus récente paraît partout, les autres restent"),
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
                violation_error_code="denominator",
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
        # Of values alone: a calculation made of another could lead back to itself.
        over, under = self.numerator.latest, self.denominator.latest
        try:
            return Quantity(ratio(over.quantity, under.quantity, self.decimals), self.computed_unit, "")
        except (ValueError, AttributeError):
            return None

    @property
    def formula(self):
        """How a computed figure was made, « 180 M€ ÷ 100 M€ = 1,8 »; empty for one that was read."""
        if not (self.numerator and self.denominator and self.quantity):
            return ""
        return formula(self.numerator.latest.quantity, self.denominator.latest.quantity, self.decimals)

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


class FiguresPage(BasePage):
    """The figures, each with room, in the order of the editors."""

    licence = models.CharField(
        "licence de réutilisation",
        max_length=120,
        blank=True,
        help_text="Licence Ouverte 2.0, par exemple. Vide : le site écrit « non précisée ». 120 signes au plus.",
    )
    licence_url = models.URLField("adresse de la licence", blank=True, help_text="Page où la lire, avec https://.")

    max_count = 1
    parent_page_types = ["aict.AictPage"]
    subpage_types = []
    icon = "order"
    page_description = "Tous les chiffres clés, un par un. Ils se corrigent dans « Chiffres clés »."
    theme = "petrol"

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("licence"), FieldPanel("licence_url")], heading="Données à télécharger"),
    ]

    class Meta:
        verbose_name = "page des chiffres"
        verbose_name_plural = "pages des chiffres"

    @classmethod
    def shown_records(cls):
        return KeyFigure.objects.filter(live=True)


def published_figures():
    """Return the published figures that have a value, by primary key and in their order.

    The figures that one leads to (compared, divided) are those of the same reading; one that
    is not published leads nowhere.
    """
    return memo.keep("key figures", _read_figures)


def _read_figures():
    figures = {figure.pk: figure for figure in KeyFigure.objects.published()}
    for figure in figures.values():
        for name in ("compared_with", "numerator", "denominator"):
            setattr(figure, name, figures.get(getattr(figure, f"{name}_id")))
    return {pk: figure for pk, figure in figures.items() if figure.quantity}
