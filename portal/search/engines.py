"""Where the words of entries are looked for: in the site's own database, or in the search engine of SEARCH_URL.

Wagtail keeps the index and its backends fill it. A database is asked here and not through Wagtail, whose query looks
for the entries of a kind first, then for each of them whether it has the words: a second for a word that all have.
"""

import logging
from functools import reduce
from operator import and_, or_

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import BigIntegerField, F, Q
from django.db.models.functions import Cast
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from portal.models.search import SearchEntry
from portal.search.words import line

logger = logging.getLogger(__name__)


def matching(stems, operator="and"):
    """Return the condition of an entry that has all of these stems, or any of them with "or"."""
    stems = sorted(stems)
    if settings.SEARCH_URL:
        return _on_engine(stems, operator)
    # A sum, so that no index lists all that is of this kind, when those that have the words are but a few.
    kinds = IndexEntry.objects.alias(kind=F("content_type_id") + 0)
    of_ours = kinds.filter(kind=ContentType.objects.get_for_model(SearchEntry).pk)
    return Q(pk__in=DATABASES[connection.vendor](of_ours, stems, operator))


def add(entries):
    """Have these entries found; a search engine that is away keeps nobody from publishing."""
    try:
        get_search_backend().add_bulk(SearchEntry, entries)
    except Exception:
        if not settings.SEARCH_URL:
            raise
        logger.exception("Le moteur de recherche ne répond pas : relancez rebuild_search quand il sera revenu.")


def forget_all():
    """Delete every entry; a search engine is given an empty index, made for what is looked for in it."""
    if not settings.SEARCH_URL:
        SearchEntry.objects.all().delete()
        return
    index = get_search_backend().get_index_for_model(SearchEntry)
    index.reset()
    index.add_model(SearchEntry)
    # One by one, it would be told of each.
    SearchEntry.objects.all()._raw_delete(SearchEntry.objects.db)


def _on_engine(stems, operator):
    from opensearchpy import OpenSearchException

    entries = SearchEntry.objects.only("pk")
    try:
        found = get_search_backend().search(" ".join(stems), entries, operator=operator, order_by_relevance=False)
        return Q(pk__in=[entry.pk for entry in found])
    except OpenSearchException as trouble:
        # Slowly, but with the same results.
        logger.warning("Le moteur de recherche ne répond pas, la base répond à sa place : %s", trouble)
        ones = [Q(stems__contains=line([stem])) for stem in stems]
        return reduce(or_ if operator == "or" else and_, ones)


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
