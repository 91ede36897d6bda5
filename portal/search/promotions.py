"""Pages that editors put first for some words."""

from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page

from portal.querysets import published
from portal.search.words import words


def promoted(text):
    """Return the promotions for this very query, whatever its accents and plurals, in the editors' order."""
    key = _key(text)
    rows = SearchPromotion.objects.select_related("query", "page").order_by("sort_order", "pk")
    found = [row for row in rows if _key(row.query.query_string) == key]
    keys = [row.page_id for row in found if row.page_id]
    readable = set(published(Page.objects.filter(pk__in=keys)).values_list("pk", flat=True)) if keys else set()
    return [row for row in found if row.page_id in readable or (not row.page_id and row.external_link_url)]


def _key(text):
    return {word.stem for word in words(text)}
