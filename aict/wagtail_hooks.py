from django.urls import reverse_lazy
from wagtail import hooks
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import SnippetChooserViewSet, SnippetChosenView
from wagtail.snippets.views.snippets import SnippetViewSet

from aict.brochure.panels import BrochureFailurePanel
from aict.models import FundingSource, KeyFigure, published_figures
from aict.rich_text import CONVERTER, ENTITY, FEATURE, KeyFigureHandler, words
from portal.cms_lists import yes_or_no


class KeyFigureChosenView(SnippetChosenView):
    """Tells the rich text editor what the chosen figure is worth."""

    def get_chosen_response_data(self, item):
        return super().get_chosen_response_data(item) | {"words": words(published_figures().get(item.pk))}


class KeyFigureChooserViewSet(SnippetChooserViewSet):
    chosen_view_class = KeyFigureChosenView
    page_title = "Choisir un"


@register_snippet
class KeyFigureViewSet(SnippetViewSet):
    model = KeyFigure
    chooser_viewset_class = KeyFigureChooserViewSet
    chooser_per_page = 50
    icon = "order"
    menu_label = "Chiffres clés"
    menu_order = 150
    add_to_admin_menu = True
    ordering = sort_order_field = "sort_order"
    list_display = [
        "name",
        "quantity_in_list",
        "state_in_list",
        yes_or_no("is_listed", "Page des chiffres"),
        LiveStatusTagColumn(label="Statut"),
    ]
    list_filter = ["is_listed", "live"]
    list_per_page = 50


@register_snippet
class FundingSourceViewSet(SnippetViewSet):
    model = FundingSource
    icon = "tag"
    menu_label = "Financements"
    menu_order = 160
    add_to_admin_menu = True
    ordering = sort_order_field = "sort_order"
    list_display = [
        "funder",
        "scheme",
        "state_in_list",
        Column("checked_on", label="Vérifié le", sort_key="checked_on"),
        LiveStatusTagColumn(label="Statut"),
    ]
    list_filter = ["is_permanent", "themes", "live"]
    list_per_page = 50


@hooks.register("register_rich_text_features")
def register_key_figure(features):
    """Put « Chiffre clé » in the toolbar of the texts."""
    description = {
        "type": ENTITY,
        "label": "Chiffre clé",
        "description": "Chiffre clé : sa valeur suit celle de sa fiche",
        "attributes": ["id"],
        "chooserUrl": reverse_lazy("wagtailsnippetchoosers_aict_keyfigure:choose"),
    }
    plugin = EntityFeature(description, js=["wagtailadmin/js/chooser-modal.js", "js/cms/key-figure.js"])
    features.register_editor_plugin("draftail", FEATURE, plugin)
    features.register_converter_rule("contentstate", FEATURE, CONVERTER)
    features.register_embed_type(KeyFigureHandler)


@hooks.register("construct_homepage_panels")
def warn_of_brochure(request, panels):
    """Say first, on the home of the CMS, that the brochure could not be made; nothing while all is well."""
    panels.insert(0, BrochureFailurePanel())
