"""The news, from the client's text in actualites/content/."""

from actualites.models import NewsIndexPage, NewsPage
from portal.initial_content import add_page, read
from portal.models import HomePage


def load_pages():
    content = read("actualites", "news")
    index = add_page(HomePage.objects.get(), NewsIndexPage(show_in_menus=True, **content["page"]))
    for fields in content["item"]:
        add_page(index, NewsPage(**fields))


def load_texts():
    """Nothing in the news names another page."""
