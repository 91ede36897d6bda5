"""The brochure to leave with: the one that the site makes, or a file of the editors."""

from dataclasses import dataclass

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from aict.brochure import render, shelf
from aict.brochure.panels import ServedFilePanel
from portal.blocks import body_blocks
from portal.fields import BodyField
from portal.models import BasePage
from portal.templatetags.files import file_size

PREVIEW = "plaquette"
OWN_FILE = "Facultatif : un PDF de votre main, servi à la place de la plaquette que le site fait lui-même."
CONTENTS = "Sur cette page. La première image devient celle de la couverture ; les encadrés s’impriment page 2."


@dataclass(frozen=True)
class MadeFile:
    """The brochure that the site makes, told of like a document; its size is known once it was made."""

    url: str
    file_size: int | None
    file_extension: str = "pdf"

    def get_language_display(self):
        return "français"


def facts(copy):
    """Return what one wants to know before downloading, as (label, words) pairs."""
    return [
        ("Contenu au", copy.date),
        ("Format", f"A4, {copy.pages}\u00a0pages"),
        ("Fichier", f"PDF accessible (PDF/UA), {file_size(copy.size)}"),
        ("Langue", "français"),
    ]


class BrochurePage(BasePage):
    """The document that one leaves with: what it holds, for whom, and the file."""

    document_title = models.CharField(
        "titre du document",
        max_length=150,
        blank=True,
        help_text="Au-dessus du bouton de téléchargement. 150 signes au plus.",
    )
    audience = models.CharField(
        "pour qui", max_length=200, blank=True, help_text="À qui la plaquette s’adresse. 200 signes au plus."
    )
    document = models.ForeignKey(
        "portal.PortalDocument",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="fichier",
        help_text="PDF de votre choix. Le type, la taille et la langue sont lus sur le fichier.",
    )
    body = BodyField(body_blocks("text", "image", "callout"), verbose_name="contenu", blank=True)

    max_count = 1
    parent_page_types = ["aict.AictPage"]
    subpage_types = []
    page_description = "La plaquette à télécharger : ce qu’elle contient, pour qui, et le fichier."
    icon = "download"
    theme = "corail"

    content_panels = [
        *BasePage.content_panels,
        ServedFilePanel(heading="Ce que les visiteurs téléchargent"),
        FieldPanel("document", help_text=OWN_FILE),
        FieldPanel("document_title"),
        FieldPanel("audience"),
        FieldPanel("body", help_text=CONTENTS),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("document_title"), index.SearchField("body")]

    class Meta:
        verbose_name = "page de la plaquette"
        verbose_name_plural = "pages de la plaquette"

    @property
    def preview_modes(self):
        return [*super().preview_modes, (PREVIEW, "Plaquette faite par le site (PDF)")]

    def serve_preview(self, request, mode_name):
        if mode_name != PREVIEW:
            return super().serve_preview(request, mode_name)
        from aict.brochure.responses import preview  # It reads every other model.

        return preview(self)

    def get_context(self, request, *args, **kwargs):
        copy = None if self.document else shelf.current()
        cover = {"url": f"{self.made_url}.webp", "width": render.COVER_WIDTH, "height": render.COVER_HEIGHT}
        return super().get_context(request, *args, **kwargs) | {
            "copy": copy,
            "cover": cover if copy else None,
            "facts": facts(copy) if copy else [],
        }

    @property
    def made_url(self):
        """Address of what the site makes, without its suffix."""
        return f"{self.url}plaidoyer-aict"

    @property
    def file(self):
        """What visitors download: the editors' file if they gave one, else the one that the site makes."""
        if self.document:
            return self.document
        copy = shelf.current()
        return MadeFile(f"{self.made_url}.pdf", copy.size if copy else None)
