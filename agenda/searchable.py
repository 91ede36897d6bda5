"""What visitors find of the agenda."""

from agenda.models import EventPage
from portal.models.search import Kind
from portal.search.sources import searchable


def days_and_notes(page):
    """When it takes place, as people type it, then what is said of each of its sittings."""
    when = page.when
    return [f"{when[:1].upper()}{when[1:]}", *(session.note for session in page.sessions.all())]


searchable(EventPage, Kind.EVENT, dated_on="starts_on", words=days_and_notes)
