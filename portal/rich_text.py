"""Links of rich texts, which lead only where visitors may go."""

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text import LinkHandler

from portal.structure import readable_many


class ReadablePageLinkHandler(LinkHandler):
    """A link to a page of the site; its words alone once the page is no longer public."""

    identifier = "page"

    @staticmethod
    def get_model():
        return Page

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        keys = [int(attrs["id"]) for attrs in attrs_list]
        pages = readable_many(keys)
        return [f'<a href="{escape(pages[key].url)}">' if pages[key] else "<a>" for key in keys]

    @classmethod
    def extract_references(cls, attrs):
        yield Page, attrs["id"], "", ""
