"""What the head of a page says of it to search engines and social networks."""

from django import template
from django.http import QueryDict

from portal import structured
from portal.addresses import absolute
from portal.cards.said import card_of
from portal.templatetags.navigation import ancestors

register = template.Library()


@register.simple_tag(takes_context=True)
def canonical_list(context):
    """Return the one address of a page: that of a page of its list has its number, a filter has none."""
    number = _number(context)
    suffix = f"?page={number}" if number > 1 and not is_narrowed(context) else ""
    return absolute(f"{context['page'].url}{suffix}")


@register.simple_tag(takes_context=True)
def page_number(context):
    """Return « , page 2 » for the title of what is not the first page of a list."""
    number = _number(context)
    return f", page {number}" if number > 1 else ""


@register.simple_tag(takes_context=True)
def is_narrowed(context):
    """Tell whether a visitor filters the list of the page: search engines keep the whole list alone."""
    request, form = context.get("request"), context.get("form")
    asked = request.GET if request else QueryDict()
    return bool(form) and any(asked.get(name) for name in form.fields)


@register.simple_tag
def card(page):
    """Return the Card of a page, or None before it is saved."""
    return card_of(page) if page and page.pk else None


@register.simple_tag
def breadcrumb_data(page):
    """Return the breadcrumb of a page below home for {% json_ld %}, or None."""
    trail = ancestors(page)
    return structured.breadcrumbs(trail, page) if trail else None


@register.simple_tag
def site_data():
    """Return the association and its site for {% json_ld %}."""
    return {"@graph": [structured.organization(), structured.website()]}


def _number(context):
    pages = context.get("pages")
    return getattr(pages, "number", 1)
