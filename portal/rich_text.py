"""Links of rich texts, which lead only where visitors may go."""

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text import LinkHandler

from portal.structure import readable


class ReadablePageLinkHandler(LinkHandler):
    """A link to a page of the site; its words alone once the page is no longer public."""

    identifier = "page"

    @staticmethod
    def get_model():
        return Page

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        pages = [readable(int(attrs["id"])) for attrs in attrs_list]
        return [f'<a href="{escape(page.url)}">' if page else "<a>" for page in pages]

    @classmethod
    def extract_references(cls, attrs):
        yield Page, attrs["id"], "", ""
