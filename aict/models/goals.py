from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from portal.blocks import body_blocks
from portal.cms_forms import RowsPanel
from portal.fields import BodyField
from portal.models import BasePage


class GoalsPage(BasePage):
    """The seventeen sustainable development goals (ODD)."""

    body = BodyField(body_blocks("text", "links"), verbose_name="contenu", blank=True, help_text="Après les objectifs.")

    max_count = 1
    parent_page_types = ["aict.AictPage"]
    subpage_types = []
    page_description = "Les 17 objectifs de développement durable, chacun avec sa couleur."
    icon = "success"
    theme = "menthe"

    content_panels = [
        *BasePage.content_panels,
        RowsPanel("goals", label="objectif", heading="Objectifs"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = "page des ODD"
        verbose_name_plural = "pages des ODD"


class Goal(models.Model):
    """One goal; its colour follows from its number (static/css/components/goals.css)."""

    page = ParentalKey(GoalsPage, on_delete=models.CASCADE, related_name="goals")
    number = models.PositiveSmallIntegerField(
        "numéro", validators=[MinValueValidator(1), MaxValueValidator(17)], help_text="De 1 à 17 ; donne la couleur."
    )
    title = models.CharField("titre", max_length=120, help_text="Tel que l’ONU le traduit. 120 signes au plus.")

    panels = [FieldRowPanel([FieldPanel(name, disable_comments=True) for name in ("number", "title")])]

    class Meta:
        ordering = ["number"]
        verbose_name = "objectif"
        verbose_name_plural = "objectifs"
        constraints = [
            models.UniqueConstraint(
                name="one_goal_per_number",
                fields=["page", "number"],
                violation_error_message="Cet objectif est déjà dans la liste.",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"
