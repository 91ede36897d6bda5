from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

import portal.bin.hooks
import portal.contact.hooks
import portal.drafts.hooks
import portal.newsletter.hooks
import portal.quality.hooks
import portal.vigilance.hooks  # noqa: F401
from portal import cms_exports, cms_first_save, cms_guards, cms_media, people  # noqa: F401
from portal.cms_home import GuidePanel
from portal.cms_taxonomy import CountryGroupViewSet, ThemeViewSet
from portal.guide import hooks as guide_hooks  # noqa: F401
from portal.models import Acronym
from portal.rich_text import ReadablePageLinkHandler, RememberedDocumentLinkHandler

# What our guide says better, and in French.
FOREIGN_HELP = ("whats-new-in-wagtail", "editor-guide")


class AcronymViewSet(SnippetViewSet):
    model = Acronym
    icon = "openquote"
    menu_label = "Sigles"
    list_display = ["short", "long"]
    search_fields = ["short", "long"]


@register_snippet
class VocabularyViewSetGroup(SnippetViewSetGroup):
    items = [ThemeViewSet, CountryGroupViewSet, AcronymViewSet]
    menu_label = "Vocabulaire"
    menu_icon = "openquote"
    menu_order = 500


@hooks.register("register_rich_text_features", order=10)
def register_links(features):
    """Replace Wagtail's links: those to pages also lead to private ones, those to documents are read text by text."""
    features.register_link_type(ReadablePageLinkHandler)
    features.register_link_type(RememberedDocumentLinkHandler)


@hooks.register("construct_homepage_panels")
def add_panels(request, panels):
    """Give help on the home of the CMS."""
    panels.insert(0, GuidePanel())


@hooks.register("register_account_menu_item")
def lead_to_account(request):
    """Lead from the preferences of the CMS to what protects the account, which is no business of Wagtail's."""
    words = "Changer de mot de passe, ajouter un téléphone ou une clé, voir où vous êtes connecté."
    return {"url": reverse("mfa_index"), "label": "Mot de passe, second facteur, connexions", "help_text": words}


@hooks.register("insert_global_admin_css")
def add_stylesheet():
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms/cms.css"))


@hooks.register("insert_global_admin_js")
def add_habits():
    return format_html('<script src="{}"></script>', static("js/cms/habits.js"))


@hooks.register("construct_help_menu")
def remove_foreign_help(request, items):
    items[:] = [item for item in items if not item.name.startswith(FOREIGN_HELP)]


@hooks.register("construct_main_menu")
def name_media(request, items):
    for item in items:
        if item.name == "media":
            item.label = "Sons et vidéos"
