"""The news, for the letter to subscribers."""

from actualites.kinds import Kind
from actualites.models import NewsPage
from portal.newsletter.sections import Item, Section


def items(first, last):
    """Return the news of a period, the latest first; one without a date is of the day that ranks it."""
    news = NewsPage.objects.published().filter(ranked_on__range=(first, last))
    return [_item(page) for page in news.latest_first().for_cards()]


def _item(page):
    kind = "" if page.kind == Kind.INFORMATION else page.get_kind_display()
    return Item.about(page, "actualite", [kind, page.card_note, page.closing])


SECTION = Section("actualites", "Actualités", "Actualités parues", (-30, 0), items)
