from django.db import models
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, TitleFieldPanel

from portal.cms_forms import RecordForm
from portal.memo import keep
from portal.taxonomy import links_to


class Term(models.Model):
    """A word that pages of every kind are filed under; it keeps answering to the addresses that it had."""

    slug = models.SlugField(
        "adresse",
        max_length=80,
        unique=True,
        help_text="Dans les adresses du site. Faite d’après le nom, 80 signes au plus.",
    )
    former_slugs = models.TextField("anciennes adresses", blank=True, editable=False)

    panels = [TitleFieldPanel("name", targets=["slug"]), FieldPanel("slug")]
    base_form_class = RecordForm

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """Remember the address that this save takes away, if any."""
        known = type(self).objects.filter(pk=self.pk).exclude(slug=self.slug).values_list("slug", flat=True)
        self.remember_slugs(*known)
        super().save(*args, **kwargs)

    def remember_slugs(self, *slugs):
        """Answer to these addresses too, those of its past."""
        past = {*self.former_slugs.split(), *slugs} - {self.slug}
        self.former_slugs = " ".join(sorted(past))

    @classmethod
    def every(cls):
        """Return all of them by name; those of every kind are read at once, for every list offers them."""
        return keep("terms", _read_terms)[cls]

    @classmethod
    def at(cls, slug):
        """Return the one at this address, else the one that once was, or None."""
        past = (term for term in cls.every() if slug in term.former_slugs.split())
        return next((term for term in cls.every() if term.slug == slug), None) or next(past, None)


def _read_terms():
    kinds = {kind._meta.model_name: kind for kind in Term.__subclasses__()}
    fields = ("pk", "name", "slug", "former_slugs")
    parts = [
        kind.objects.order_by().annotate(kind=models.Value(name, models.CharField())).values_list("kind", *fields)
        for name, kind in kinds.items()
    ]
    found = {kind: [] for kind in kinds.values()}
    for name, *values in parts[0].union(*parts[1:], all=True).order_by("name"):
        found[kinds[name]].append(kinds[name](**dict(zip(fields, values, strict=True))))
    return found


class Theme(Term):
    """A subject of international action, shared by news, events, resources and funding: water, youth, climate…"""

    name = models.CharField(
        "thématique", max_length=80, unique=True, help_text="Par exemple : Eau et assainissement. 80 signes au plus."
    )

    class Meta(Term.Meta):
        verbose_name = "thématique"
        verbose_name_plural = "thématiques"


class CountryGroup(Term):
    """A « groupe-pays »: the authorities that act in one country, shared by news, events and resources."""

    name = models.CharField(
        "groupe-pays", max_length=80, unique=True, help_text="Nom du pays : Arménie. 80 signes au plus."
    )

    class Meta(Term.Meta):
        verbose_name = "groupe-pays"
        verbose_name_plural = "groupes-pays"


class Filed(models.Model):
    """What is filed under themes and country groups: news, events, resources."""

    themes = ParentalManyToManyField(
        Theme, blank=True, verbose_name="thématiques", related_name="+", help_text="Une ou deux, celles du fond."
    )
    country_groups = ParentalManyToManyField(
        CountryGroup, blank=True, verbose_name="groupes-pays", related_name="+", help_text="Ceux dont il est question."
    )

    class Meta:
        abstract = True


@receiver(pre_delete)
def keep_what_is_used(instance, **kwargs):
    """Refuse, wherever the order comes from, to delete a term that something is filed under."""
    users = list(links_to(instance)) if isinstance(instance, Term) else []
    if users:
        raise models.ProtectedError(f"« {instance} » sert encore : fusionnez plutôt.", users)
