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
    found = DATABASES[connection.vendor](stems, operator)
    index = found if found.model is IndexEntry else IndexEntry.objects.filter(pk__in=found.values("pk"))
    # A sum, so that no index lists all that is of this kind, when those that have the words are but a few.
    of_ours = index.alias(kind=F("content_type_id") + 0).filter(kind=ContentType.objects.get_for_model(SearchEntry).pk)
    return Q(pk__in=of_ours.values_list(Cast("object_id", BigIntegerField())))


def has_more_than(most, stems):
    """Whether more than `most` entries have all of these stems; whether visitors may read them is not asked.

    A search engine has its answer at once for any number, and is not asked.
    """
    return not settings.SEARCH_URL and DATABASES[connection.vendor](sorted(stems), "and")[: most + 1].count() > most


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


def _on_sqlite(stems, operator):
    from modelsearch.backends.database.sqlite.query import Lexeme, MatchExpression, SearchQueryExpression
    from wagtail.search.models import SQLiteFTSIndexEntry

    query = SearchQueryExpression(reduce(or_ if operator == "or" else and_, map(Lexeme, stems)))
    return SQLiteFTSIndexEntry.objects.filter(MatchExpression(["body"], query))


def _on_postgresql(stems, operator):
    from django.contrib.postgres.search import SearchQuery

    # Stems are letters and digits, nothing that the language of queries would read otherwise.
    query = SearchQuery((" | " if operator == "or" else " & ").join(stems), config="simple", search_type="raw")
    return IndexEntry.objects.filter(body=query)


# What of the index has the words; SQLite looks for them in a table apart, which has the same keys.
DATABASES = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}
