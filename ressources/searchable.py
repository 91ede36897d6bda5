"""What visitors find of the resource centre; documents and recordings are found by themselves."""

from portal.models.search import Kind
from portal.search.sources import plain, searchable
from ressources.models import ResourcePage


def transcripts(page):
    """What is said in a film that is kept elsewhere."""
    return [plain(page.external_transcript)]


searchable(ResourcePage, Kind.RESOURCE, dated_on="dated_on", words=transcripts)
