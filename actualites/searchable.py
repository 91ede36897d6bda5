"""What visitors find of the news."""

from actualites.models import NewsPage
from portal.models.search import Kind
from portal.search.sources import searchable

searchable(NewsPage, Kind.NEWS, dated_on="published_on")
