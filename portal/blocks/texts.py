"""Blocks of words: texts, headings, quotations, figures, folds, tables."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.snippets.blocks import SnippetChooserBlock

# What a text may hold; anything else that is pasted (from Word, from a page) is left out.
TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "key-figure"]
BODY_FEATURES = ["h2", "h3", *TEXT_FEATURES, "blockquote", "superscript"]


class LineBlock(blocks.CharBlock):
    """A line of text, whose help ends with how long it may be."""

    def __init__(self, max_length, help_text="", **kwargs):
        length = f"{max_length} signes au plus."
        super().__init__(max_length=max_length, help_text=f"{help_text} {length}".lstrip(), **kwargs)


class TextBlock(blocks.RichTextBlock):
    def __init__(self, features=BODY_FEATURES, **kwargs):
        super().__init__(features=features, **kwargs)

    class Meta:
        label = "Texte"
        icon = "pilcrow"
        template = "blocks/text.html"


class HeadingBlock(blocks.StructBlock):
    text = LineBlock(label="intertitre", max_length=120, help_text="Ce que dit la suite, sans point final.")

    class Meta:
        label = "Intertitre"
        icon = "h2"
        template = "blocks/heading.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(
        label="citation", max_length=600, help_text="Sans guillemets : le site les met. 600 signes au plus."
    )
    source = LineBlock(label="auteur ou source", max_length=150, help_text="Qui l’a dit ou écrit, et où.")
    source_url = blocks.URLBlock(
        label="adresse de la source", required=False, help_text="Page où la lire en entier, si elle existe."
    )

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
    title = LineBlock(label="titre", max_length=100, required=False, help_text="Vide : pas de titre.")
    text = blocks.RichTextBlock(label="texte", features=TEXT_FEATURES, help_text="Quelques lignes à ne pas manquer.")

    class Meta:
        label = "Encadré"
        icon = "info-circle"
        template = "blocks/callout.html"


class FoldBlock(blocks.StructBlock):
    title = LineBlock(label="titre", max_length=150, help_text="Toujours visible : il dit ce que l’on trouve dessous.")
    text = blocks.RichTextBlock(label="texte", features=TEXT_FEATURES, help_text="Se déplie quand on choisit le titre.")


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
        is_named = value.caption and all(column["heading"] for column in value.columns)
        if not is_named and not self.is_deferred_validation:
            raise ValidationError("Donnez une légende au tableau et un titre à chaque colonne.")
        return value

    class Meta:
        label = "Tableau"
        icon = "table"
        template = "blocks/table.html"
