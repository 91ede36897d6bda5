from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable
from wagtail.search import index

from portal.blocks import body_blocks
from portal.cms_forms import RowsPanel
from portal.days import OLDEST_DAY, day_validators
from portal.fields import BodyField
from portal.models import BasePage
from ressources.dossiers import DossierReading
from ressources.models.resources import ResourcePage


class DossierPage(BasePage):
    """Resources gathered in the editor's order: the proceedings of a meeting, in pictures, sounds, films and texts."""

    dated_on = models.DateField(
        "date",
        null=True,
        blank=True,
        validators=day_validators(OLDEST_DAY),
        help_text="De la rencontre, si elle est connue.",
    )
    body = BodyField(body_blocks("text", "links"), verbose_name="présentation", blank=True, help_text="Avant la liste.")

    parent_page_types = ["ressources.ResourceCentrePage"]
    subpage_types = []
    show_in_menus_default = False
    icon = "folder-open-inverse"
    page_description = "Des ressources réunies dans l’ordre que vous choisissez : les actes d’une rencontre."
    theme = "menthe"

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("dated_on", disable_comments=True),
        FieldPanel("body"),
        RowsPanel("items", label="ressource", heading="Ressources, dans l’ordre"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"

    def get_context(self, request, *args, **kwargs):
        resources = ResourcePage.objects.published().filter(in_dossiers__page=self.pk or 0)
        return super().get_context(request, *args, **kwargs) | {"reading": DossierReading(self, resources)}


class DossierItem(Orderable):
    """A resource of a dossier, at its place."""

    page = ParentalKey(DossierPage, related_name="items")
    resource = models.ForeignKey(
        ResourcePage,
        models.CASCADE,
        related_name="in_dossiers",
        verbose_name="ressource",
        help_text="Retirée du site, elle disparaît du dossier.",
    )

    panels = [PageChooserPanel("resource", "ressources.ResourcePage")]

    class Meta(Orderable.Meta):
        verbose_name = "ressource du dossier"
        verbose_name_plural = "ressources du dossier"
        constraints = [
            models.UniqueConstraint(
                fields=["page", "resource"],
                name="resource_once_in_a_dossier",
                violation_error_message="Cette ressource est déjà dans le dossier.",
            )
        ]

    def __str__(self):
        return str(self.resource)
