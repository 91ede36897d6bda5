from django.db import models
from wagtail.admin.panels import FieldPanel


class Theme(models.Model):
    """A subject of international action, shared by every app: water, youth, climate…"""

    name = models.CharField("thématique", max_length=80, unique=True, help_text="Par exemple : Eau et assainissement.")
    slug = models.SlugField(
        "adresse", max_length=80, unique=True, help_text="Dans les adresses du site : eau-et-assainissement."
    )

    panels = [FieldPanel("name"), FieldPanel("slug")]

    class Meta:
        ordering = ["name"]
        verbose_name = "thématique"
        verbose_name_plural = "thématiques"

    def __str__(self):
        return self.name
