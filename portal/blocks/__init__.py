"""Blocks that an editor may put in the body of a page.

Each block is one class here, one template in templates/blocks/ and, if it needs one, a
stylesheet in static/css/components/, all under the same name. A page type names the blocks
that it needs: an editor is shown no other, and the page of the editor stays light.
"""

from portal.blocks.links import FooterColumnBlock, LinkBlock, LinksBlock, MenuLinkBlock
from portal.blocks.lists import EventsBlock
from portal.blocks.media import (
    CaptionedImageBlock,
    DocumentBlock,
    EmbedBlock,
    FilmBlock,
    GalleryBlock,
    PictureBlock,
    SoundBlock,
)
from portal.blocks.texts import (
    BODY_FEATURES,
    TEXT_FEATURES,
    AccordionBlock,
    CalloutBlock,
    FigureBlock,
    HeadingBlock,
    LineBlock,
    QuoteBlock,
    TableBlock,
    TextBlock,
)

__all__ = [
    "BLOCKS",
    "BODY_FEATURES",
    "TEXT_FEATURES",
    "FooterColumnBlock",
    "LineBlock",
    "LinkBlock",
    "MenuLinkBlock",
    "PictureBlock",
    "TextBlock",
    "body_blocks",
]

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
    "events": EventsBlock,
}


def body_blocks(*names):
    """Return the blocks of these names, all of them without a name, as a StreamField takes them."""
    return [(name, BLOCKS[name]()) for name in names or BLOCKS]
