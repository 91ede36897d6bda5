"""A page in a few words, for search engines and social networks."""

import re
from html import unescape

from django.utils.html import strip_tags
from django.utils.text import Truncator
from wagtail.rich_text import expand_db_html

LENGTH = 160
SPACES = re.compile(r"\s+")
BETWEEN = re.compile(r"<(?:/(?:p|li|h[2-6]|blockquote)|br ?/?)>")


def first_words(body):
    """Return what the first text of a StreamField says, cut after a word; nothing where there is no text.

    Figures and links that the text cites are written out, as they are on the page.
    """
    for block in body:
        if block.block_type == "text":
            words = plain_words(expand_db_html(block.value.source))
            if words:
                return Truncator(words).chars(LENGTH, truncate="…") if len(words) > LENGTH else words
    return ""


def plain_words(html):
    """Return the words of some HTML on one line.

    >>> plain_words("<p>L&#x27;eau</p><p>et <b>l’air</b></p>")
    "L'eau et l’air"
    """
    return SPACES.sub(" ", unescape(strip_tags(BETWEEN.sub(" ", html)))).strip()
