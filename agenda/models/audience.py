from django.db import models
from wagtail.admin.panels import FieldPanel, TitleFieldPanel


class Audience(models.Model):
    """Whom an event is for: elected members, staff, associations…"""

    name = models.CharField(
        "public", max_length=80, unique=True, help_text="Par exemple : Élues et élus. 80 signes au plus."
    )
    slug = models.SlugField(
        "adresse",
        max_length=80,
        unique=True,
        help_text="Dans les adresses du site : elus. Faite d’après le nom, 80 signes au plus.",
    )

    panels = [TitleFieldPanel("name", targets=["slug"]), FieldPanel("slug")]

    class Meta:
        ordering = ["name"]
        verbose_name = "public concerné"
        verbose_name_plural = "publics concernés"

    def __str__(self):
        return self.name
