from urllib.parse import urlsplit

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from portal.cms_forms import RowsPanel
from portal.models import BasePage


class PartnersPage(BasePage):
    """Sources, links and partners."""

    is_alphabetical = models.BooleanField(
        "ordre alphabétique", default=False, help_text="Décoché : l’ordre de la liste ci-dessous."
    )

    max_count = 1
    parent_page_types = ["aict.AictPage"]
    subpage_types = []
    page_description = "Partenaires et liens : nom, adresse, sigle expliqué."
    icon = "group"
    theme = "safran"

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("is_alphabetical"),
        RowsPanel("partners", label="partenaire", heading="Partenaires"),
    ]

    class Meta:
        verbose_name = "page des partenaires"
        verbose_name_plural = "pages des partenaires"

    def ordered_partners(self):
        """Return the partners in the order that editors chose: the alphabet, or theirs."""
        partners = list(self.partners.all())
        return sorted(partners, key=lambda partner: partner.name.casefold()) if self.is_alphabetical else partners


class Partner(Orderable):
    page = ParentalKey(PartnersPage, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(
        "nom", max_length=120, help_text="Tel qu’il se présente, sigle compris. 120 signes au plus."
    )
    url = models.URLField("adresse", max_length=500, help_text="Celle de son site, avec https:// au début.")
    long_name = models.CharField(
        "en toutes lettres",
        max_length=200,
        blank=True,
        help_text="Ce que veut dire le sigle. Vide s’il n’y en a pas. 200 signes.",
    )

    panels = [FieldPanel(name, disable_comments=True) for name in ("name", "url", "long_name")]

    class Meta(Orderable.Meta):
        verbose_name = "partenaire"
        verbose_name_plural = "partenaires"

    def __str__(self):
        return self.name

    @property
    def host(self):
        """Site that the link leads to: « afd.fr »."""
        return urlsplit(self.url).netloc.removeprefix("www.")
