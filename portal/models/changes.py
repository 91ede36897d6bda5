from django.db import models


class Change(models.Model):
    """A mark left by each change of what visitors may see (portal/page_cache/generation.py)."""

    class Meta:
        verbose_name = "changement"
        verbose_name_plural = "changements"
