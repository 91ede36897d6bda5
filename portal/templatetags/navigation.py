from django import template

from portal import navigation
from portal.addresses import absolute
from portal.models import AccessibilityPage, SiteSettings
from portal.navigation import Link
from portal.structure import children_of, names, page_of, structure

register = template.Library()

register.simple_tag(absolute, name="canonical")


@register.inclusion_tag("components/site_header.html", takes_context=True)
def site_header(context):
    """The header: its menu, with the section of the page marked, and the search field."""
    page, form = context.get("page"), context.get("search_form")
    return {"links": _menu(page), "query": form["q"].value() if form else ""}


@register.inclusion_tag("components/site_footer.html")
def site_footer():
    """The footer: its columns, the address, and the state of accessibility that the law asks for."""
    current = SiteSettings.current()
    statement = page_of(AccessibilityPage)
    return {
        "columns": navigation.footer(),
        "org": current,
        "statement": current.accessibility_statement(),
        "statement_url": statement.url if statement else "",
    }


@register.simple_tag
def ancestors(page):
    """Return the Links from the home page down to the parent of `page`, those that visitors may read."""
    if not page or page.depth <= 2:
        return []
    above = [p for p in structure().values() if p.depth > 2 and page.path.startswith(p.path) and p.pk != page.pk]
    return [*home_link(), *(Link(p.url, navigation.name_of(p) or names()[p.pk].label) for p in above)]


@register.simple_tag
def home_link():
    """Return the trail of what lies right under the home page."""
    return [Link("/", "Accueil")]


@register.simple_tag
def directory(page):
    """Return the pages of the structure right under `page`, as (page, Names) pairs."""
    return [(child, names()[child.pk]) for child in children_of(page)]


@register.simple_tag
def menu_links(stream):
    """Return the Links of a stream of MenuLinkBlocks."""
    return navigation.links(navigation.resolve(stream))


def _menu(page):
    pairs = navigation.menu()
    inside = [target for target, _ in pairs if page and page.path.startswith(target.path)]
    nearest = max(inside, key=lambda target: target.depth, default=None)
    marks = {nearest.pk: "page" if nearest.pk == page.pk else "true"} if nearest else {}
    return navigation.links(pairs, marks)
