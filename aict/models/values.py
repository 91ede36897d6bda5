from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from aict.quantities import Qualifier, Quantity, Unit
from portal.cms_forms import NumberInput
from portal.templatetags.dates import day_in_words


class FigureValue(models.Model):
    """What a figure was worth at a date, according to whom."""

    figure = ParentalKey("aict.KeyFigure", on_delete=models.CASCADE, related_name="values")
    value = models.DecimalField(
        "valeur", max_digits=20, decimal_places=6, help_text="Exacte, sans unité : 10531 ou 0,55."
    )
    unit = models.CharField(
        "unité", max_length=3, choices=Unit, blank=True, default=Unit.NUMBER, help_text="Écrite après la valeur."
    )
    qualifier = models.CharField(
        "précision", max_length=20, choices=Qualifier, blank=True, default="", help_text="Écrite avant la valeur."
    )
    as_of = models.DateField("état au", help_text="Date à laquelle le chiffre est donné pour vrai.")
    period = models.CharField(
        "année ou période",
        max_length=40,
        blank=True,
        help_text="Année pour laquelle le chiffre est vrai, pas celle de la saisie. 40 signes au plus.",
    )
    source_name = models.CharField(
        "source",
        max_length=200,
        blank=True,
        help_text="Publication ou organisme, et date. Vide : « Source : non précisée ». 200 signes au plus.",
    )
    source_url = models.URLField(
        "adresse de la source", blank=True, help_text="Page où lire le chiffre, avec https:// au début."
    )
    checked_on = models.DateField(
        "vérifié le", null=True, blank=True, help_text="Dernière fois que l’on a lu la source."
    )

    panels = [
        FieldRowPanel([FieldPanel("qualifier"), FieldPanel("value", widget=NumberInput), FieldPanel("unit")]),
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
