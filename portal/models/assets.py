"""Images, documents, sounds and films, each with who made it and what one may do with it."""

import webvtt
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator, MinValueValidator
from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index
from wagtailmedia.models import AbstractMedia


class Rights(models.TextChoices):
    """What a reader may do with a file."""

    UNKNOWN = "", "non précisés"
    RESERVED = "reserved", "tous droits réservés"
    OPEN = "open", "licence ouverte 2.0 (Etalab)"
    CC_BY = "cc-by", "Creative Commons, attribution (CC BY 4.0)"
    CC_BY_SA = "cc-by-sa", "Creative Commons, attribution et partage à l’identique (CC BY-SA 4.0)"
    CC_BY_NC_ND = "cc-by-nc-nd", "Creative Commons, sans modification ni usage commercial (CC BY-NC-ND 4.0)"
    PUBLIC = "public", "domaine public"


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


class PortalRendition(AbstractRendition):
    image = models.ForeignKey(PortalImage, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"),
        ]


class PortalDocument(Attributed, AbstractDocument):
    admin_form_fields = ("title", "file", "credit", "rights", "language", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        verbose_name_plural = "documents"


def validate_captions(file):
    """Refuse captions that no player could show."""
    try:
        webvtt.from_string(file.read().decode("utf-8-sig"))
    except (UnicodeDecodeError, webvtt.errors.MalformedFileError) as error:
        raise ValidationError(
            "Ce fichier de sous-titres n’est pas lisible. Enregistrez-le au format WebVTT (.vtt), en UTF-8."
        ) from error
    finally:
        file.seek(0)


class PortalMedia(Attributed, AbstractMedia):
    """A sound or a film, with what those who don't hear or don't see it need."""

    thumbnail = models.FileField(
        "vignette",
        upload_to="media_thumbnails",
        blank=True,
        help_text="Image montrée avant la lecture, 1280 × 720 points.",
    )
    duration = models.FloatField(
        "durée", blank=True, default=0, validators=[MinValueValidator(0)], help_text="En secondes. 0 : non précisée."
    )
    width = models.PositiveIntegerField("largeur", null=True, blank=True, help_text="D’un film, en points : 1280.")
    height = models.PositiveIntegerField("hauteur", null=True, blank=True, help_text="D’un film, en points : 720.")
    captions = models.FileField(
        "sous-titres",
        upload_to="captions",
        blank=True,
        validators=[FileExtensionValidator(["vtt"]), validate_captions],
        help_text="Fichier WebVTT (.vtt), dans la langue de l’enregistrement.",
    )
    transcript = RichTextField(
        "transcription",
        blank=True,
        features=["bold", "italic", "ul", "ol"],
        help_text="Tout ce qui est dit et, pour un film, ce qu’il faut avoir vu. Affichée sous le lecteur.",
    )
    admin_form_fields = (
        "title",
        "file",
        "thumbnail",
        "captions",
        "transcript",
        "credit",
        "rights",
        "language",
        "duration",
        "width",
        "height",
        "collection",
        "tags",
    )
    search_fields = [*AbstractMedia.search_fields, index.SearchField("transcript")]

    class Meta:
        verbose_name = "son ou vidéo"
        verbose_name_plural = "sons et vidéos"
