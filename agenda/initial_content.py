"""The agenda and its events, from the client's text in agenda/content/."""

from agenda.models import AgendaPage, EventPage
from portal.initial_content import add_page, read
from portal.models import HomePage


def load_pages():
    content = read("agenda", "events")
    agenda = add_page(HomePage.objects.get(), AgendaPage(show_in_menus=True, **content["page"]))
    for fields in content["event"]:
        add_page(agenda, EventPage(**fields))


def load_texts():
    """Nothing in the agenda names another page."""
