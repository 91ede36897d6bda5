"""What visitors find of the resource centre; documents and recordings are found by themselves."""

from portal.models.search import Kind
from portal.search.sources import searchable
from ressources.models import ResourcePage

searchable(ResourcePage, Kind.RESOURCE, dated_on="dated_on")
