"""« Chiffre clé » within a text: the value of a record, always the newest.

In the database: <embed embedtype="key-figure" id="3"/>. In the CMS: a button of the toolbar
(static/js/cms/key-figure.js). On the site: « 1,8 euros ».
"""

import re

from django.utils.html import escape
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import KEEP_WHITESPACE, InlineEntityElementHandler
from wagtail.rich_text import EmbedHandler, RichText, expand_db_html

from aict.models import KeyFigure, published_figures

FEATURE = "key-figure"
ENTITY = "KEY-FIGURE"
UNKNOWN = "non précisé"
PARAGRAPH_EDGES = re.compile(r"\s*(</?p\b[^>]*>\s*)+")


def words(figure):
    """Return what a sentence says of a figure, « 1,8 euros »; one that is gone is said to be unknown, not left out."""
    return figure.quantity.in_words if figure else UNKNOWN


class KeyFigureHandler(EmbedHandler):
    identifier = FEATURE

    @staticmethod
    def get_model():
        return KeyFigure

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        found = [published_figures().get(int(attrs["id"])) for attrs in attrs_list]
        return [escape(words(figure)) if figure else f'<span class="unknown">{UNKNOWN}</span>' for figure in found]

    @classmethod
    def extract_references(cls, attrs):
        yield KeyFigure, attrs["id"], "", ""


class KeyFigureElementHandler(InlineEntityElementHandler):
    """Shows the value in the editor of the CMS, as one piece that can't be typed into."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs):
        return {"id": int(attrs["id"])}

    def handle_starttag(self, name, attrs, state, contentstate):
        super().handle_starttag(name, attrs, state, contentstate)
        state.current_block.text += words(published_figures().get(int(dict(attrs)["id"])))
        state.leading_whitespace = KEEP_WHITESPACE


def figure_to_database(props):
    """Return the element that the database keeps, without the words that the editor showed."""
    return DOM.create_element("embed", {"embedtype": FEATURE, "id": props["id"]})


CONVERTER = {
    "from_database_format": {f'embed[embedtype="{FEATURE}"]': KeyFigureElementHandler(ENTITY)},
    "to_database_format": {"entity_decorators": {ENTITY: figure_to_database}},
}


class Line(RichText):
    """Rich text of one line, shown without the paragraph around it."""

    def __html__(self):
        return PARAGRAPH_EDGES.sub(" ", expand_db_html(self.source)).strip()
