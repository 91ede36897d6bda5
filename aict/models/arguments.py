"""Why act (the arguments), and how to act (the steps)."""

from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from portal.blocks import TEXT_FEATURES, LineBlock, body_blocks
from portal.fields import BodyField
from portal.models import BasePage


class ArgumentBlock(blocks.StructBlock):
    title = LineBlock(label="titre", max_length=150, help_text="L’argument en une phrase, sans point final.")
    text = blocks.RichTextBlock(label="texte", features=TEXT_FEATURES, help_text="Ce qui l’appuie, chiffres et liens.")

    class Meta:
        label = "Argument"
        icon = "pilcrow"


class StepBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(label="étape", features=TEXT_FEATURES, help_text="Le site la numérote.")

    class Meta:
        label = "Étape"
        icon = "order"


class AictPage(BasePage):
    """The case for international action, and the way to everything that supports it."""

    published_on = models.DateField(
        "texte publié le", null=True, blank=True, help_text="Date du texte, affichée en bas de page."
    )
    arguments_title = models.CharField(
        "titre des arguments", max_length=150, blank=True, help_text="Au-dessus des arguments. 150 signes au plus."
    )
    arguments = BodyField(
        [("argument", ArgumentBlock())], verbose_name="arguments", blank=True, help_text="Dans l’ordre de la page."
    )

    max_count = 1
    parent_page_types = ["portal.HomePage"]
    icon = "globe"
    page_description = "Pourquoi s’engager : les arguments, et le chemin vers les autres pages du dossier."
    theme = "safran"

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("published_on"),
        FieldPanel("arguments_title"),
        FieldPanel("arguments"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("arguments")]

    class Meta:
        verbose_name = "page du plaidoyer"
        verbose_name_plural = "pages du plaidoyer"


class MethodPage(BasePage):
    """How to go about it, step by step."""

    steps = BodyField(
        [("step", StepBlock())], verbose_name="étapes", blank=True, help_text="Dans l’ordre où elles se font."
    )
    body = BodyField(
        body_blocks("text", "heading", "callout", "figure", "table", "links", "document"),
        verbose_name="suite de la page",
        blank=True,
        help_text="Après les étapes, bloc après bloc.",
    )

    max_count = 1
    parent_page_types = ["aict.AictPage"]
    subpage_types = []
    icon = "list-ol"
    page_description = "Comment s’y prendre : des étapes numérotées, puis un contenu libre."
    theme = "ciel"

    content_panels = [*BasePage.content_panels, FieldPanel("steps"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("steps"), index.SearchField("body")]

    class Meta:
        verbose_name = "page de méthode"
        verbose_name_plural = "pages de méthode"
