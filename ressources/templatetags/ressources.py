from collections import namedtuple

from django import template

from portal.structure import page_of
from ressources.models import ResourceCentrePage, ResourcePage

register = template.Library()

KindLink = namedtuple("KindLink", "kind label url count")


@register.simple_tag
def resource_kinds():
    """Return the four kinds of resources with their address and number.

    A dict: `centre`, the page of them all, or None; `kinds`, a list of KindLinks.
    """
    centre = page_of(ResourceCentrePage)
    counts = ResourcePage.objects.published().count_by_kind() if centre else {}
    links = [KindLink(kind.value, kind.label, f"{centre.url}?type={kind}", counts[kind]) for kind in counts]
    return {"centre": centre, "kinds": links}
