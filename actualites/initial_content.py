"""The news, from the client's text in actualites/content/."""

from django.utils.text import slugify

from actualites.models import NewsIndexPage, NewsPage
from portal.initial_content import add_page, read
from portal.models import CountryGroup, HomePage, Theme

TERMS = ((Theme, "themes"), (CountryGroup, "country_groups"))


def load_pages():
    content = read("actualites", "news")
    index = add_page(HomePage.objects.get(), NewsIndexPage(show_in_menus=True, **content["page"]))
    for fields in content["item"]:
        themes, groups = (_terms(model, fields.pop(name, [])) for model, name in TERMS)
        add_page(index, NewsPage(**fields, themes=themes, country_groups=groups))


def _terms(model, names):
    return [model.objects.get_or_create(name=name, slug=slugify(name))[0] for name in names]


def load_texts():
    """Nothing in the news names another page."""
