"""What a page or a record is made of: its fields, their blocks, and the same of its rows."""

from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import RichText


def parts(record):
    """Yield (field or block, value) for each part of a record, in order; what holds others comes before them."""
    for field in record._meta.fields:
        value = getattr(record, field.attname)
        if isinstance(field, StreamField):
            yield from _walk(field.stream_block, value)
        else:
            yield field, value
    for relation in get_all_child_relations(type(record)):
        for row in getattr(record, relation.get_accessor_name()).all():
            yield from parts(row)


def rich_text(part, value):
    """Return the HTML, as it is kept, of a part that is a rich text; None of any other."""
    if isinstance(value, RichText):
        return value.source
    return value if isinstance(part, RichTextField) else None


def _walk(block, value):
    for child, inner in _within(block, value):
        yield child, inner
        yield from _walk(child, inner)


def _within(block, value):
    """Return the blocks within a block, each with its value."""
    if isinstance(block, blocks.BaseStreamBlock):
        return [(child.block, child.value) for child in value]
    if isinstance(block, blocks.ListBlock):
        return [(block.child_block, child) for child in value]
    if isinstance(value, blocks.StructValue):
        return [(child, value.get(name)) for name, child in block.child_blocks.items()]
    if isinstance(value, TypedTable):
        return [(cell.block, cell.value) for row in value.rows for cell in row]
    return []
