from django import template
from django.templatetags.static import static

from actualites.models import NewsIndexPage, NewsPage
from portal.addresses import absolute
from portal.structure import page_of

register = template.Library()

# How social networks show a picture, and how many pictures stand for those that are missing.
SHARED_SIZE = "fill-1200x630|format-jpeg"
DEFAULT_PICTURES = 4


@register.simple_tag
def latest_news(count=3):
    """Return the `count` published news to announce: those pinned, then the latest whose deadline is not over.

    A dict: `items`, a list; `index`, the page of all the news, or None.
    """
    news = NewsPage.objects.published().open().announced().for_cards()
    return {"items": list(news[:count]), "index": page_of(NewsIndexPage)}


@register.simple_tag
def news_picture_address(item):
    """Return the absolute address of the picture that stands for a news item where it is shared."""
    if item.image:
        return absolute(item.image.get_rendition(SHARED_SIZE).url)
    return absolute(static(f"img/actualites/{item.pk % DEFAULT_PICTURES}.png"))
