"""The bodies and documents of news items, with what all of them show read at once, however many items."""

import re

from django.db.models import prefetch_related_objects

from portal.rich_text import documents_many
from portal.structure import readable_many

# A link within a text, its attributes in either order, quotes escaped or not: its type, its key, or the contrary.
LINK = re.compile(r'linktype=\\?"(\w+)\\?"[^>]*?\bid=\\?"(\d+)|\bid=\\?"(\d+)\\?"[^>]*?linktype=\\?"(\w+)')
STREAMS = ("body", "documents")


def read_streams(items, pages=()):
    """Give each of `items` its streams with their pictures, files and the targets of their links.

    The pages of the keys `pages`, to be shown beside them, are read with those that texts link to.
    """
    raw = [list(getattr(item, name).raw_data) for item in items for name in STREAMS]
    _read_links(str(raw), pages)
    # A body may hold all that a list of documents does.
    streams = iter(items[0]._meta.get_field("body").stream_block.bulk_to_python(raw) if items else ())
    for item in items:
        for name in STREAMS:
            setattr(item, name, next(streams))


def read_sizes(items, others=()):
    """Read the sizes of every picture of `items`, whose streams are read, and of the main ones of `others`."""
    pictures = [item.image for item in (*items, *others) if item.image]
    pictures += [picture for item in items for block in item.body for picture in _pictures(block)]
    if pictures:
        prefetch_related_objects(pictures, "renditions")


def _read_links(text, pages):
    found = [(first or last, int(key or early)) for first, key, early, last in LINK.findall(text)]
    readable_many([*pages, *(key for kind, key in found if kind == "page")])
    documents_many(key for kind, key in found if kind == "document")


def _pictures(block):
    values = block.value["images"] if block.block_type == "gallery" else [block.value]
    return [value["image"] for value in values if block.block_type in ("gallery", "image") and value["image"]]
