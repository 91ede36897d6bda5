"""Blocks of links: cards in a body, lines of a menu."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from portal.blocks.texts import LineBlock
from portal.structure import readable, readable_many, structure


class LinkValue(blocks.StructValue):
    @property
    def href(self):
        """Address the link leads to; empty when visitors may no longer read its page."""
        if self.get("page"):
            page, anchor = readable(self["page"].pk), self.get("anchor")
            return f"{page.url}#{anchor}" if page and anchor else page.url if page else ""
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
    """A chosen page; those of the structure are read with it, once per request, and who may read the others."""

    def bulk_to_python(self, values):
        keys = [key for key in values if key not in structure()]
        readable_many([key for key in keys if key])
        others = super().bulk_to_python(keys)
        found = {page.pk: page for page in others if page} | structure()
        return [found.get(key) for key in values]


class LinkBlock(blocks.StructBlock):
    page = StructurePageBlock(
        label="page du site", required=False, help_text="Retirée du site, elle disparaît des liens."
    )
    anchor = blocks.RegexBlock(
        r"^[\w-]+$",
        label="endroit de la page",
        required=False,
        max_length=80,
        help_text="Pour ouvrir une réponse ou un chiffre : ce qui suit « # » dans son lien. 80 signes au plus.",
        error_messages={"invalid": "Seulement ce qui suit « # » : lettres, chiffres et traits d’union."},
    )
    url = blocks.URLBlock(
        label="ou adresse d’un autre site", required=False, help_text="Entière, avec https:// au début."
    )
    title = LineBlock(label="titre", max_length=120, required=False, help_text="Vide : le titre de la page.")
    text = LineBlock(label="phrase", max_length=200, required=False, help_text="Ce que l’on y trouve.")

    class Meta:
        label = "Lien"
        icon = "link"
        value_class = LinkValue

    def clean(self, value):
        value = super().clean(value)
        if bool(value["page"]) == bool(value["url"]) and not self.is_deferred_validation:
            error = ValidationError("Choisissez une page du site ou donnez une adresse, l’une des deux.")
            raise StructBlockValidationError(block_errors={"url": error})
        return value


class MenuLinkBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(label="page", help_text="Retirée du site, elle disparaît d’ici.")
    label = LineBlock(label="intitulé", max_length=40, required=False, help_text="Vide : le titre de la page.")

    class Meta:
        label = "Lien"
        icon = "link"


class FooterColumnBlock(blocks.StructBlock):
    title = LineBlock(label="titre", max_length=40, help_text="Ce que ses liens ont en commun.")
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
