"""The events, for the letter to subscribers."""

from agenda.models import EventPage
from portal.addresses import absolute
from portal.descriptions import first_words
from portal.newsletter.sections import Item, Section


def items(first, last):
    """Return the events of which a day at least is of a period, by their beginning."""
    events = EventPage.objects.published().between(first, last).select_related("image").with_sessions()
    return [_item(page) for page in events.read()]


def _item(page):
    note = " · ".join(filter(None, [*page.marks, page.when, page.where]))
    return Item(
        f"evenement-{page.pk}",
        page.title,
        absolute(page.url),
        note,
        page.lead or page.summary or first_words(page.body),
        page.image,
    )


SECTION = Section("evenements", "Évènements", "Évènements qui ont lieu", (0, 60), items)
