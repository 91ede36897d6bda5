"""Links of rich texts, which lead only where visitors may go."""

from django.utils.html import escape
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text import LinkHandler

from portal.memo import remember_many
from portal.models import PortalDocument
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


class RememberedDocumentLinkHandler(DocumentLinkHandler):
    """A link to a document; those of many texts may be read at once."""

    @classmethod
    def get_many(cls, attrs_list):
        keys = [int(attrs["id"]) for attrs in attrs_list]
        documents = documents_many(keys)
        return [documents[key] for key in keys]


def documents_many(keys):
    """Return documents by primary key, or None: one reading for all, which it then remembers."""
    return remember_many("document", keys, PortalDocument.objects.in_bulk)
