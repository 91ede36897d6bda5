from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.cms_home import GuidePanel, MissingPanel, NotesPanel
from portal.models import Acronym, Theme
from portal.rich_text import ReadablePageLinkHandler


@register_snippet
class AcronymViewSet(SnippetViewSet):
    model = Acronym
    icon = "openquote"
    menu_label = "Sigles"
    list_display = ["short", "long"]
    search_fields = ["short", "long"]


@register_snippet
class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    menu_label = "Thématiques"
    list_display = ["name", "slug"]


@hooks.register("register_rich_text_features", order=10)
def register_links(features):
    """Replace Wagtail's links to pages, which also lead to private and unpublished ones."""
    features.register_link_type(ReadablePageLinkHandler)


@hooks.register("construct_homepage_panels")
def add_panels(request, panels):
    """Say first, on the home of the CMS, what the site still lacks."""
    panels[:0] = [MissingPanel(request), NotesPanel(request), GuidePanel()]
