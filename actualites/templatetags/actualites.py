from django import template

from actualites.addresses import feeds_of
from actualites.models import NewsIndexPage, NewsPage
from portal.structure import page_of

register = template.Library()


@register.simple_tag
def latest_news(count=3):
    """Return the `count` published news to announce: those pinned, then the latest whose deadline is not over.

    A dict: `items`, a list; `index`, the page of all the news, or None.
    """
    news = NewsPage.objects.published().for_cards().open().announced(count)
    return {"items": list(news), "index": page_of(NewsIndexPage)}


@register.simple_tag
def news_feeds():
    """Return the FeedLinks of all the news; none where there is no page of the news."""
    return feeds_of() if page_of(NewsIndexPage) else []
