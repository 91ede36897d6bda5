from django.db import models
from wagtail.admin.panels import FieldPanel, TitleFieldPanel


class Theme(models.Model):
    """A subject of international action, shared by news, events, resources and funding: water, youth, climate…"""

    name = models.CharField(
        "thématique", max_length=80, unique=True, help_text="Par exemple : Eau et assainissement. 80 signes au plus."
    )
    slug = models.SlugField(
        "adresse",
        max_length=80,
        unique=True,
        help_text="Dans les adresses du site : eau-et-assainissement. Faite d’après le nom, 80 signes au plus.",
    )

    panels = [TitleFieldPanel("name", targets=["slug"]), FieldPanel("slug")]

    class Meta:
        ordering = ["name"]
        verbose_name = "thématique"
        verbose_name_plural = "thématiques"

    def __str__(self):
        return self.name


class CountryGroup(models.Model):
    """A « groupe-pays »: the authorities that act in one country, shared by news, events and resources."""

    name = models.CharField(
        "groupe-pays", max_length=80, unique=True, help_text="Nom du pays : Arménie. 80 signes au plus."
    )
    slug = models.SlugField(
        "adresse",
        max_length=80,
        unique=True,
        help_text="Dans les adresses du site : armenie. Faite d’après le nom, 80 signes au plus.",
    )

    panels = [TitleFieldPanel("name", targets=["slug"]), FieldPanel("slug")]

    class Meta:
        ordering = ["name"]
        verbose_name = "groupe-pays"
        verbose_name_plural = "groupes-pays"

    def __str__(self):
        return self.name
