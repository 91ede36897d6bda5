from django.db import models
from django.utils.text import slugify
from wagtail.admin.panels import FieldPanel

from portal.memo import keep


class Acronym(models.Model):
    """An acronym of the field, explained to readers at its first use on a page."""

    short = models.CharField(
        "sigle", max_length=20, unique=True, help_text="Tel qu’il s’écrit dans les textes : AICT. 20 signes au plus."
    )
    long = models.CharField(
        "en toutes lettres",
        max_length=200,
        help_text="Lu à qui ne connaît pas le sigle, sans point final. 200 signes au plus.",
    )
    slug = models.SlugField(max_length=30, unique=True, editable=False)

    panels = [FieldPanel("short"), FieldPanel("long")]

    class Meta:
        ordering = ["short"]
        verbose_name = "sigle"
        verbose_name_plural = "sigles"

    def __str__(self):
        return f"{self.short} : {self.long}"

    def save(self, *args, **kwargs):
        self.slug = slugify(self.short) or f"sigle-{self.pk or self.short.encode().hex()[:20]}"
        super().save(*args, **kwargs)

    @classmethod
    def every(cls):
        """Return all of them: every page is searched for them."""
        return keep("acronyms", lambda: list(cls.objects.all()))
