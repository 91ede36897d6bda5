"""Blocks of the files that a resource gives to download."""

from wagtail import blocks

from portal.blocks import body_blocks


class BrochureBlock(blocks.StaticBlock):
    """The brochure that the site makes from its own figures: the file is always that of the day."""

    class Meta:
        label = "La plaquette du site"
        icon = "doc-full"
        template = "blocks/brochure.html"
        admin_text = "Le fichier que le site compose de lui-même, toujours à jour."


def file_blocks():
    return [*body_blocks("document"), ("brochure", BrochureBlock())]
