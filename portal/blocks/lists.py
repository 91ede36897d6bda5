"""Blocks that other apps fill: only what to choose is typed here."""

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from portal.blocks.texts import LineBlock


class EventsBlock(blocks.StructBlock):
    title = LineBlock(label="titre", max_length=80, default="Prochains évènements", help_text="Ce qui est annoncé.")
    theme = SnippetChooserBlock(
        "portal.Theme", label="thématique", required=False, help_text="Vide : tous les évènements."
    )
    count = blocks.IntegerBlock(label="nombre", default=3, min_value=1, max_value=12, help_text="De 1 à 12.")

    class Meta:
        label = "Prochains évènements"
        icon = "date"
        template = "blocks/events.html"
        description = "Les prochains évènements de l’agenda, d’une thématique ou de toutes."
