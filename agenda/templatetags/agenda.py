from django import template
from django.utils import timezone

from agenda.models import AgendaPage, EventPage
from portal.structure import page_of

register = template.Library()


@register.simple_tag
def upcoming_events(count=3, theme=None):
    """Return the next `count` published events, of a Theme if one is given: those to come alone."""
    events = EventPage.objects.published()
    events = events.filter(themes=theme) if theme else events
    return events.upcoming().with_sessions()[:count].read()


@register.simple_tag
def next_events(count=3):
    """Return the next `count` published events; when none is to come, the latest past ones, said to be past.

    A dict: `events`, a list; `are_past`, whether they are over; `agenda`, the page of them all, or None.
    """
    now, every = timezone.now(), EventPage.objects.published().with_sessions()
    upcoming = every.upcoming(now)[:count].read()
    return {
        "events": upcoming or every.past(now)[:count].read(),
        "are_past": not upcoming,
        "agenda": page_of(AgendaPage),
    }
