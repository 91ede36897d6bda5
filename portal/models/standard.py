"""Pages of text, and those that duty asks for: contact, legal notice, accessibility, site map."""

from django.utils.cache import patch_cache_control
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from portal.blocks import TEXT_FEATURES, TextBlock, body_blocks
from portal.fields import BodyField
from portal.models.base import BasePage
from portal.structure import children_of

BEFORE = "Ce que la page dit avant ce que le site y met de lui-même."
PLAIN = ("text", "heading", "callout", "links", "document")


class BodyPage(BasePage):
    """A page with a free body."""

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        abstract = True


class StandardPage(BodyPage):
    """A page of text, for what has no other form: help, privacy, who we are."""

    body = BodyField(verbose_name="contenu", blank=True, help_text="La page, bloc après bloc.")

    parent_page_types = ["portal.HomePage", "portal.StandardPage"]
    subpage_types = ["portal.StandardPage"]
    page_description = "Page libre : texte, images, encadrés, tableaux, documents."

    class Meta:
        verbose_name = "page simple"
        verbose_name_plural = "pages simples"


class DutyPage(BodyPage):
    """A page that prints what the settings of the association say; its own text comes before."""

    parent_page_types = ["portal.HomePage"]
    subpage_types = []
    max_count = 1

    class Meta:
        abstract = True


class ContactPage(DutyPage):
    body = BodyField(body_blocks(*PLAIN), verbose_name="contenu", blank=True, help_text=BEFORE)
    icon = "mail"
    page_description = "Coordonnées de l’association, prises dans les réglages, et de quoi lui écrire."

    class Meta:
        verbose_name = "page de contact"

    def serve(self, request, *args, **kwargs):
        """Answer with a page whose form was made for this visitor: no cache shares it."""
        response = super().serve(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        return response


class LegalPage(DutyPage):
    """Legal notice: LCEN (law 2004-575), art. 1-1, formerly art. 6 III."""

    body = BodyField(body_blocks(*PLAIN), verbose_name="contenu", blank=True, help_text=BEFORE)
    icon = "form"
    page_description = "Mentions légales, prises dans les réglages."

    class Meta:
        verbose_name = "mentions légales"
        verbose_name_plural = "mentions légales"


class AccessibilityPage(DutyPage):
    """Accessibility statement, as RGAA 4.1.2 words it."""

    body = BodyField(body_blocks(*PLAIN), verbose_name="contenu", blank=True, help_text=BEFORE)
    icon = "user"
    page_description = "Déclaration d’accessibilité : son état se calcule d’après l’audit des réglages."

    class Meta:
        verbose_name = "déclaration d’accessibilité"


class SiteMapPage(DutyPage):
    # Without headings of its own: the title of the list comes after it.
    body = BodyField(
        [("text", TextBlock(features=TEXT_FEATURES))], verbose_name="contenu", blank=True, help_text=BEFORE
    )
    icon = "site"
    page_description = "Plan du site, fait par le site lui-même."

    class Meta:
        verbose_name = "plan du site"

    def branches(self):
        """Return the published sections of the site as (page, [sub-pages]) pairs, in their order.

        Items that are many (news, events, resources) are left to their own lists.
        """
        home = self.get_parent()
        return [
            (page, [leaf for leaf in children_of(page) if leaf.show_in_menus])
            for page in children_of(home)
            if page.show_in_menus
        ]
