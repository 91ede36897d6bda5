from wagtail import hooks
from wagtail.snippets.models import register_snippet

from portal.cms_taxonomy import TermViewSet
from ressources.cms_lists import ResourceViewSet
from ressources.models import Publisher


@hooks.register("register_admin_viewset")
def register_resources():
    return ResourceViewSet()


@register_snippet
class PublisherViewSet(TermViewSet):
    model = Publisher
    icon = "group"
    menu_label = "Éditeurs"
    menu_order = 510
    add_to_admin_menu = True
