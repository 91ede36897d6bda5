"""Blocks of pictures, files, sounds and films."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

from portal.blocks.texts import LineBlock

# What a camera or a disk called the image says nothing to anybody.
FILE_NAME = re.compile(
    r"\.(avif|gif|jpe?g|png|webp|tiff?|heic)$|^(img|dsc|dscn|pxl|photo|image)[-_ ]?\d+$", re.IGNORECASE
)


class PictureBlock(ImageBlock):
    """An image with its text alternative, or said to be decorative."""

    HELP = {
        "image": "800 points de large au moins. Son crédit, donné sur sa fiche, est affiché dessous.",
        "decorative": "Cochez si elle n’apprend rien de plus que le texte.",
        "alt_text": "Ce que l’image apprend à qui ne la voit pas. 255 signes au plus.",
    }

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        for name, help_text in self.HELP.items():
            self.child_blocks[name].field.help_text = help_text

    def clean(self, value):
        value = super().clean(value)
        if value and FILE_NAME.search(value.contextual_alt_text or "") and not self.is_deferred_validation:
            error = ValidationError("C’est un nom de fichier : dites plutôt ce que l’image apprend.")
            raise StructBlockValidationError(block_errors={"alt_text": error})
        return value


class CaptionedImageBlock(blocks.StructBlock):
    image = PictureBlock(label="image")
    caption = LineBlock(label="légende", max_length=250, required=False, help_text="Lieu, date, personnes.")

    class Meta:
        label = "Image"
        icon = "image"
        template = "blocks/image.html"


class GalleryBlock(blocks.StructBlock):
    images = blocks.ListBlock(CaptionedImageBlock(), label="images", min_num=2, max_num=60)

    class Meta:
        label = "Galerie"
        icon = "image"
        template = "blocks/gallery.html"


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label="document", help_text="Le type et la taille sont lus sur le fichier.")
    label = LineBlock(label="titre", max_length=150, required=False, help_text="Vide : le titre du document.")

    class Meta:
        label = "Document à télécharger"
        icon = "doc-full"
        template = "blocks/document.html"


class MediaBlock(blocks.StructBlock):
    """A sound or a film: without a transcript, it is published only if the editor says so."""

    without_transcript = blocks.BooleanBlock(
        label="publier sans transcription",
        required=False,
        help_text="Qui n’entend ou ne voit pas n’en saura rien : seulement en attendant qu’elle soit écrite.",
    )

    def clean(self, value):
        value = super().clean(value)
        media = value["media"]
        is_told = value["without_transcript"] or (media and (media.is_transcribed or media.is_exempt))
        if not is_told and not self.is_deferred_validation:
            error = ValidationError("La transcription manque. Écrivez-la sur sa fiche, ou cochez la case ci-dessous.")
            raise StructBlockValidationError(block_errors={"media": error})
        return value


class SoundBlock(MediaBlock):
    media = AudioChooserBlock(label="son", help_text="Sa transcription est prise sur sa fiche.")

    class Meta:
        label = "Son"
        icon = "wagtailmedia-audio"
        template = "blocks/sound.html"
        form_layout = ["media", "without_transcript"]


class FilmBlock(MediaBlock):
    media = VideoChooserBlock(label="film", help_text="Sous-titres et transcription sont pris sur sa fiche.")

    class Meta:
        label = "Vidéo"
        icon = "wagtailmedia-video"
        template = "blocks/film.html"
        form_layout = ["media", "without_transcript"]


class EmbedValue(blocks.StructValue):
    @property
    def host(self):
        """Site that the visitor goes to: « tube.exemple.fr »."""
        return urlsplit(self["url"]).netloc.removeprefix("www.")


class EmbedBlock(blocks.StructBlock):
    """A film or map kept elsewhere: nothing is asked of that site before the visitor clicks."""

    url = blocks.URLBlock(label="adresse", help_text="Page de la vidéo ou de la carte, avec https:// au début.")
    title = LineBlock(label="titre", max_length=120, help_text="Ce que l’on va voir.")
    text = LineBlock(label="phrase", max_length=200, required=False, help_text="Durée, langue, auteur.")

    class Meta:
        label = "Contenu d’un autre site"
        icon = "media"
        template = "blocks/embed.html"
        value_class = EmbedValue
