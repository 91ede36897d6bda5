from django import template

from actualites.models import NewsIndexPage, NewsPage
from portal.structure import page_of

register = template.Library()


@register.simple_tag
def latest_news(count=3):
    """Return the `count` latest published news: a dict of `items` and of `index`, the page of them all, or None."""
    return {
        "items": list(NewsPage.objects.published().latest_first().for_cards()[:count]),
        "index": page_of(NewsIndexPage),
    }
