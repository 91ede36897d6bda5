from django.db import models

from portal.models import Term


class Publisher(Term):
    """Who publishes resources: CUF, a ministry, a local authority, a partner."""

    name = models.CharField("éditeur", max_length=80, unique=True, help_text="Nom de l’organisme. 80 signes au plus.")

    class Meta(Term.Meta):
        verbose_name = "éditeur"
        verbose_name_plural = "éditeurs"
