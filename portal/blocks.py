"""Blocks that an editor may put in the body of a page.

Each block is one class here, one template in templates/blocks/ and, if it needs one, a
stylesheet in static/css/components/, all under the same name. A page type names the blocks
that it needs: an editor is shown no other, and the page of the editor stays light.
"""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

from portal.structure import readable, structure

# What a text may hold; anything else that is pasted (from Word, from a page) is left out.
TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "key-figure"]
BODY_FEATURES = ["h3", *TEXT_FEATURES, "blockquote", "superscript"]


class TextBlock(blocks.RichTextBlock):
    def __init__(self, features=BODY_FEATURES, **kwargs):
        super().__init__(features=features, **kwargs)

    class Meta:
        label = "Texte"
        icon = "pilcrow"
        template = "blocks/text.html"


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label="intertitre", max_length=120)

    class Meta:
        label = "Intertitre"
        icon = "h2"
        template = "blocks/heading.html"


class CaptionedImageBlock(blocks.StructBlock):
    image = ImageBlock(label="image")
    caption = blocks.CharBlock(label="légende", max_length=250, required=False, help_text="250 signes au plus.")

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


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label="citation", max_length=600, help_text="Sans guillemets : le site les met.")
    source = blocks.CharBlock(label="auteur ou source", max_length=150, help_text="Qui l’a dit ou écrit, et où.")
    source_url = blocks.URLBlock(label="adresse de la source", required=False)

    class Meta:
        label = "Citation"
        icon = "openquote"
        template = "blocks/quote.html"


class FigureBlock(blocks.StructBlock):
    figure = SnippetChooserBlock("aict.KeyFigure", label="chiffre", help_text="Sa valeur suit celle de sa fiche.")

    class Meta:
        label = "Chiffre clé"
        icon = "order"
        template = "blocks/figure.html"


class CalloutBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="titre", max_length=100, required=False)
    text = blocks.RichTextBlock(label="texte", features=TEXT_FEATURES)

    class Meta:
        label = "Encadré"
        icon = "info-circle"
        template = "blocks/callout.html"


class FoldBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="titre", max_length=150)
    text = blocks.RichTextBlock(label="texte", features=TEXT_FEATURES)


class AccordionBlock(blocks.StructBlock):
    items = blocks.ListBlock(FoldBlock(label="Volet"), label="volets", min_num=1)

    class Meta:
        label = "Accordéon"
        icon = "list-ul"
        template = "blocks/accordion.html"


class TableBlock(TypedTableBlock):
    """A table whose columns have headings and which has a caption."""

    def __init__(self, **kwargs):
        cells = [
            ("text", blocks.CharBlock(label="Texte", required=False)),
            ("number", blocks.DecimalBlock(label="Nombre", required=False)),
            ("rich_text", blocks.RichTextBlock(label="Texte mis en forme", features=["bold", "italic", "link"])),
        ]
        super().__init__(cells, **kwargs)

    def clean(self, value):
        value = super().clean(value)
        if not value.caption or not all(column["heading"] for column in value.columns):
            raise ValidationError("Donnez une légende au tableau et un titre à chaque colonne.")
        return value

    class Meta:
        label = "Tableau"
        icon = "table"
        template = "blocks/table.html"


class LinkValue(blocks.StructValue):
    @property
    def href(self):
        """Address the link leads to; empty when visitors may no longer read its page."""
        if self.get("page"):
            page = readable(self["page"].pk)
            return page.url if page else ""
        return self.get("url") or ""

    @property
    def host(self):
        """Site that an outside link leads to, « afd.fr »; empty for a page of ours."""
        return "" if self.get("page") else urlsplit(self.get("url") or "").netloc.removeprefix("www.")

    @property
    def name(self):
        """What the link is called: its own title, or else that of its page."""
        page = self.get("page")
        return self.get("title") or (page.title if page else self.host)


class StructurePageBlock(blocks.PageChooserBlock):
    """A chosen page; those of the structure are read with it, once per request."""

    def bulk_to_python(self, values):
        others = super().bulk_to_python([key for key in values if key not in structure()])
        found = {page.pk: page for page in others if page} | structure()
        return [found.get(key) for key in values]


class LinkBlock(blocks.StructBlock):
    page = StructurePageBlock(label="page du site", required=False)
    url = blocks.URLBlock(label="ou adresse d’un autre site", required=False)
    title = blocks.CharBlock(label="titre", max_length=120, required=False, help_text="Vide : le titre de la page.")
    text = blocks.CharBlock(label="phrase", max_length=200, required=False)

    class Meta:
        label = "Lien"
        icon = "link"
        value_class = LinkValue

    def clean(self, value):
        value = super().clean(value)
        if bool(value["page"]) == bool(value["url"]):
            error = ValidationError("Choisissez une page du site ou donnez une adresse, l’une des deux.")
            raise StructBlockValidationError(block_errors={"url": error})
        return value


class MenuLinkBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(label="page")
    label = blocks.CharBlock(label="intitulé", max_length=40, required=False, help_text="Vide : le titre de la page.")

    class Meta:
        label = "Lien"
        icon = "link"


class FooterColumnBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="titre", max_length=40)
    links = blocks.ListBlock(MenuLinkBlock(), label="liens")

    class Meta:
        label = "Colonne"
        icon = "list-ul"


class LinksBlock(blocks.StructBlock):
    links = blocks.ListBlock(LinkBlock(), label="liens", min_num=1)

    class Meta:
        label = "Liens"
        icon = "link"
        template = "blocks/links.html"


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label="document", help_text="Le type et la taille sont lus sur le fichier.")
    label = blocks.CharBlock(label="titre", max_length=150, required=False, help_text="Vide : le titre du document.")

    class Meta:
        label = "Document à télécharger"
        icon = "doc-full"
        template = "blocks/document.html"


class SoundBlock(blocks.StructBlock):
    media = AudioChooserBlock(label="son")

    class Meta:
        label = "Son"
        icon = "wagtailmedia-audio"
        template = "blocks/sound.html"


class FilmBlock(blocks.StructBlock):
    media = VideoChooserBlock(label="film")

    class Meta:
        label = "Vidéo"
        icon = "wagtailmedia-video"
        template = "blocks/film.html"


class EmbedValue(blocks.StructValue):
    @property
    def host(self):
        """Site that the visitor goes to: « tube.exemple.fr »."""
        return urlsplit(self["url"]).netloc.removeprefix("www.")


class EmbedBlock(blocks.StructBlock):
    """A film or map kept elsewhere: nothing is asked of that site before the visitor clicks."""

    url = blocks.URLBlock(label="adresse", help_text="Page de la vidéo sur PeerTube, YouTube, Vimeo…")
    title = blocks.CharBlock(label="titre", max_length=120)
    text = blocks.CharBlock(label="phrase", max_length=200, required=False)

    class Meta:
        label = "Contenu d’un autre site"
        icon = "media"
        template = "blocks/embed.html"
        value_class = EmbedValue


BLOCKS = {
    "text": TextBlock,
    "heading": HeadingBlock,
    "image": CaptionedImageBlock,
    "gallery": GalleryBlock,
    "quote": QuoteBlock,
    "figure": FigureBlock,
    "callout": CalloutBlock,
    "accordion": AccordionBlock,
    "table": TableBlock,
    "links": LinksBlock,
    "document": DocumentBlock,
    "sound": SoundBlock,
    "film": FilmBlock,
    "embed": EmbedBlock,
}


def body_blocks(*names):
    """Return the blocks of these names, all of them without a name, as a StreamField takes them."""
    return [(name, BLOCKS[name]()) for name in names or BLOCKS]
