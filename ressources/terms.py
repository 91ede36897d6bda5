from django.db import models
from django.db.models.signals import pre_delete
from wagtail.admin.panels import FieldPanel, TitleFieldPanel

from portal.models.taxonomy import Term, keep_what_is_used


class Publisher(Term):
    """Who publishes resources: CUF, a ministry, a local authority, a partner."""

    name = models.CharField("éditeur", max_length=80, unique=True, help_text="Nom de l’organisme. 80 signes au plus.")
    slug = models.SlugField(
        "adresse",
        max_length=80,
        unique=True,
        help_text="Dans les adresses du site. Faite d’après le nom, 80 signes au plus.",
    )

    panels = [TitleFieldPanel("name", targets=["slug"]), FieldPanel("slug")]

    class Meta(Term.Meta):
        verbose_name = "éditeur"
        verbose_name_plural = "éditeurs"


pre_delete.connect(keep_what_is_used, sender=Publisher)
