"""The resource centre, from the client's text in ressources/content/."""

from portal.initial_content import add_page, read, rich_text
from portal.models import HomePage
from ressources.models import ResourceCentrePage, ResourcePage


def load_pages():
    add_page(HomePage.objects.get(), ResourceCentrePage(show_in_menus=True, **read("ressources", "resources")["page"]))


def load_texts():
    """Make the resources, whose texts lead to other pages."""
    centre = ResourceCentrePage.objects.get()
    for fields in read("ressources", "resources")["resource"]:
        text = fields.pop("text")
        add_page(centre, ResourcePage(body=[("text", rich_text(text))], **fields))
