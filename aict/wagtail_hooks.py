from wagtail import hooks
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from aict.models import FundingSource, KeyFigure
from aict.rich_text import CONVERTER, ENTITY, FEATURE, KeyFigureHandler


@register_snippet
class KeyFigureViewSet(SnippetViewSet):
    model = KeyFigure
    icon = "order"
    menu_label = "Chiffres clés"
    menu_order = 150
    add_to_admin_menu = True
    sort_order_field = "sort_order"
    list_display = ["name", "quantity_in_list", "state_in_list", "is_listed", "live"]
    list_filter = ["is_listed", "live"]
    list_per_page = 50


@register_snippet
class FundingSourceViewSet(SnippetViewSet):
    model = FundingSource
    icon = "tag"
    menu_label = "Financements"
    menu_order = 160
    add_to_admin_menu = True
    sort_order_field = "sort_order"
    list_display = ["funder", "scheme", "state_in_list", "checked_on", "live"]
    list_filter = ["live", "is_permanent"]
    list_per_page = 50


@hooks.register("register_rich_text_features")
def register_key_figure(features):
    """Put « Chiffre clé » in the toolbar of the texts."""
    description = {
        "type": ENTITY,
        "icon": "order",
        "label": "",
        "description": "Chiffre clé : sa valeur suit celle de sa fiche",
        "attributes": ["id"],
    }
    plugin = EntityFeature(description, js=["wagtailsnippets/js/snippet-chooser-telepath.js", "js/cms/key-figure.js"])
    features.register_editor_plugin("draftail", FEATURE, plugin)
    features.register_converter_rule("contentstate", FEATURE, CONVERTER)
    features.register_embed_type(KeyFigureHandler)
