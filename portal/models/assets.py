"""Images and documents, each with who made it and what one may do with it."""

from django.db import IntegrityError, models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.urls import reverse
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index

from portal.uploads.documents import check_document, pdf_facts
from portal.uploads.pictures import without_place


class Rights(models.TextChoices):
    """What a reader may do with a file."""

    UNKNOWN = "", "non précisés"
    RESERVED = "reserved", "tous droits réservés"
    OPEN = "open", "licence ouverte 2.0 (Etalab)"
    CC_BY = "cc-by", "Creative Commons, attribution (CC BY 4.0)"
    CC_BY_SA = "cc-by-sa", "Creative Commons, attribution et partage à l’identique (CC BY-SA 4.0)"
    CC_BY_NC_ND = "cc-by-nc-nd", "Creative Commons, sans modification ni usage commercial (CC BY-NC-ND 4.0)"
    PUBLIC = "public", "domaine public"

    @property
    def in_plain_words(self):
        """What this allows, for who has never read a licence."""
        return PLAIN_WORDS[self.value]


PLAIN_WORDS = {
    "": "Demandez avant de réutiliser.",
    "reserved": "À lire, à écouter ou à regarder ici. Demandez avant de réutiliser.",
    "open": "Réutilisation libre, même commerciale, en citant la source et sa date.",
    "cc-by": "Réutilisation libre, même commerciale ou modifiée, en citant l’auteur.",
    "cc-by-sa": "Réutilisation libre en citant l’auteur ; ce que vous en tirez se partage de la même façon.",
    "cc-by-nc-nd": "À partager tel quel, en citant l’auteur, sans en faire commerce.",
    "public": "Réutilisation libre, sans condition.",
}


class Language(models.TextChoices):
    FRENCH = "fr", "français"
    ENGLISH = "en", "anglais"
    GERMAN = "de", "allemand"
    ARABIC = "ar", "arabe"
    SPANISH = "es", "espagnol"
    ITALIAN = "it", "italien"
    JAPANESE = "ja", "japonais"
    PORTUGUESE = "pt", "portugais"


class Attributed(models.Model):
    """A file whose author, rights and language are known, or said not to be."""

    title = models.CharField(
        "titre",
        max_length=255,
        help_text="Pour le retrouver ici, et le nommer là où rien d’autre ne le nomme. 255 signes au plus.",
    )
    credit = models.CharField(
        "crédit",
        max_length=200,
        blank=True,
        help_text="Auteur et organisme, affichés sous le fichier. Vide : « Crédit : non précisé ». 200 signes au plus.",
    )
    rights = models.CharField(
        "droits",
        max_length=20,
        choices=Rights,
        blank=True,
        default=Rights.UNKNOWN,
        help_text="Ce que le public peut faire de ce fichier.",
    )
    language = models.CharField(
        "langue",
        max_length=2,
        choices=Language,
        default=Language.FRENCH,
        help_text="Celle du fichier ; dite sur ses liens quand ce n’est pas le français.",
    )

    class Meta:
        abstract = True


class PortalImage(Attributed, AbstractImage):
    """A picture; its description is the text alternative offered wherever it is used."""

    description = models.CharField(
        "texte alternatif",
        max_length=255,
        blank=True,
        default="",
        help_text="Ce que l’image apprend à qui ne la voit pas. Vide si elle est décorative. 255 signes au plus.",
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "rights",
        "language",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [*AbstractImage.search_fields, index.SearchField("credit")]

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        verbose_name_plural = "images"

    def save(self, *args, **kwargs):
        """Forget where a new photograph was taken before anything of it is kept."""
        clean = without_place(self.file) if is_new(self.file) else None
        if clean:
            self.file = clean
            self._set_image_file_metadata()
        super().save(*args, **kwargs)

    def create_rendition(self, filter):  # noqa: A002
        """Make a size; if somebody else made it meanwhile, return theirs and delete ours, which Wagtail 7.4 leaves."""
        asked = {"filter_spec": filter.spec, "focal_point_key": filter.get_cache_key(self)}
        ours = PortalRendition(image=self, file=self.generate_rendition_file(filter), **asked)
        try:
            with transaction.atomic():
                ours.save()
        except IntegrityError:
            delete_later(ours.file.storage, ours.file.name)
            return self.renditions.get(**asked)
        return ours

    def create_renditions(self, *filters):
        """Make several sizes; of those that somebody else made at the same time, theirs are returned, ours deleted.

        Wagtail 7.4 leaves its own in the answer, whose file no row names: a page would show it and keep it.
        """
        made = super().create_renditions(*filters)
        sizes = PortalRendition.objects.filter(image=self, filter_spec__in=[size.spec for size in made])
        kept = {(size.filter_spec, size.focal_point_key): size for size in sizes}
        for size, ours in made.items():
            theirs = kept.get((ours.filter_spec, ours.focal_point_key), ours)
            if theirs.file.name != ours.file.name:
                made[size] = theirs
                delete_later(ours.file.storage, ours.file.name)
        return made


class PortalRendition(AbstractRendition):
    image = models.ForeignKey(PortalImage, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"),
        ]


class PortalDocument(Attributed, AbstractDocument):
    """A file to download; what a PDF says of itself is read when it is sent."""

    file = models.FileField("fichier", upload_to="documents", validators=[check_document])
    pages = models.PositiveIntegerField("pages", null=True, editable=False)
    is_tagged = models.BooleanField("balisé", null=True, editable=False)
    cover = models.ImageField(
        "première page",
        upload_to="document_covers",
        blank=True,
        editable=False,
        width_field="cover_width",
        height_field="cover_height",
    )
    cover_width = models.PositiveIntegerField(null=True, editable=False)
    cover_height = models.PositiveIntegerField(null=True, editable=False)

    admin_form_fields = ("title", "file", "credit", "rights", "language", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        verbose_name_plural = "documents"

    def save(self, *args, **kwargs):
        """Read a new PDF: its pages, whether it is tagged, and its first page, of which it keeps a picture."""
        old = self.cover.name
        if is_new(self.file):
            self._read()
        super().save(*args, **kwargs)
        delete_later(self.cover.storage, old if old != self.cover.name else "")

    def _read(self):
        self.pages = self.is_tagged = None
        self.cover = ""
        facts = pdf_facts(self.file) if self.file_extension.lower() == "pdf" else None
        if facts:
            self.pages, self.is_tagged, cover = facts
            self.cover.save(f"{self.file_hash or 'page'}.jpg", cover, save=False)

    @property
    def cover_url(self):
        """Address of the picture of its first page; empty if it has none."""
        return reverse("document_cover", args=[self.pk, "page-1.jpg"]) if self.cover else ""


def is_new(file):
    """Whether a file field holds a file that was just sent and is not kept yet."""
    return bool(file) and not file._committed


def delete_later(storage, name):
    """Delete a file that nothing names any more, once the database says so."""
    if name:
        transaction.on_commit(lambda: storage.delete(name))


@receiver(post_delete, sender=PortalDocument)
def delete_cover(instance, **kwargs):
    delete_later(instance.cover.storage, instance.cover.name)
