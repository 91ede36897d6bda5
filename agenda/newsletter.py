"""The events, for the letter to subscribers."""

from agenda.models import EventPage
from portal.newsletter.sections import Item, Section


def items(first, last):
    """Return the events of which a day at least is of a period, by their beginning."""
    events = EventPage.objects.published().between(first, last).select_related("image").with_sessions()
    return [Item.about(page, "evenement", [*page.marks, page.when, page.where]) for page in events.read()]


SECTION = Section("evenements", "Évènements", "Évènements qui ont lieu", (0, 60), items)
