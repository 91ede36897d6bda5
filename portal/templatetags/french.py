"""French typography and acronyms, wherever text from the CMS is shown."""

import re

from django import template
from django.template.loader import render_to_string

from portal.acronyms import explain
from portal.models import Acronym
from portal.typography import typeset, typeset_html

register = template.Library()

# No HTML may hold these characters, which somebody may have typed.
UNREADABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


@register.filter
def typo(text):
    """Plain text as a French printer would set it, to be escaped like any other; nothing stays nothing."""
    return typeset(str(text)) if text else text


@register.filter
def plural(number, ending="s"):
    """Return the ending of a noun for this number: French has its plural from two on.

    >>> plural(0), plural(1), plural(2)
    ('', '', 's')
    """
    return ending if abs(number) >= 2 else ""


@register.tag
def french(parser, token):
    """Set what is between {% french %} and {% endfrench %} as French, and explain its acronyms at the end."""
    nodelist = parser.parse(("endfrench",))
    parser.delete_first_token()
    return FrenchNode(nodelist)


class FrenchNode(template.Node):
    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        # Typography first: a button holds on its line the signs that no-break spaces tie to its word.
        html = typeset_html(UNREADABLE.sub("", self.nodelist.render(context)))
        html, notes = explain(html, Acronym.every())
        return html + render_to_string("components/acronyms.html", {"acronyms": notes}) if notes else html
