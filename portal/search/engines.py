"""Where the words of entries are looked for: in the site's own database, or in the search engine of SEARCH_URL.

Wagtail keeps the index and its backends fill it. A database is asked here and not through Wagtail, whose query looks
for the entries of a kind first, then for each of them whether it has the words: a second for a word that all have.
"""

from functools import reduce
from operator import and_, or_

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import BigIntegerField, Q
from django.db.models.functions import Cast
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from portal.models.search import SearchEntry


def matching(stems, operator="and"):
    """Return the condition of an entry that has all of these stems, or any of them with "or"."""
    stems = sorted(stems)
    ask = None if settings.SEARCH_URL else DATABASES.get(connection.vendor)
    if ask is None:
        found = get_search_backend().search(
            " ".join(stems), SearchEntry.objects.all(), operator=operator, order_by_relevance=False
        )
        return Q(pk__in=[entry.pk for entry in found])
    kind = ContentType.objects.get_for_model(SearchEntry)
    return Q(pk__in=ask(IndexEntry.objects.filter(content_type=kind), stems, operator))


def _on_sqlite(index, stems, operator):
    from modelsearch.backends.database.sqlite.query import Lexeme, MatchExpression, SearchQueryExpression
    from wagtail.search.models import SQLiteFTSIndexEntry

    query = SearchQueryExpression(reduce(or_ if operator == "or" else and_, map(Lexeme, stems)))
    found = SQLiteFTSIndexEntry.objects.filter(MatchExpression(["body"], query))
    return index.filter(pk__in=found.values("pk")).values("object_id")


def _on_postgresql(index, stems, operator):
    from django.contrib.postgres.search import SearchQuery

    # Stems are letters and digits, nothing that the language of queries would read otherwise.
    query = SearchQuery((" | " if operator == "or" else " & ").join(stems), config="simple", search_type="raw")
    return index.filter(body=query).values_list(Cast("object_id", BigIntegerField()))


DATABASES = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}
