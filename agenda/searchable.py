"""What visitors find of the agenda."""

from agenda.models import EventPage
from portal.models.search import Kind
from portal.search.sources import searchable


def notes(page):
    return [session.note for session in page.sessions.all()]


searchable(EventPage, Kind.EVENT, dated_on="starts_on", words=notes)
