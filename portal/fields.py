import json

from django.db.models import Field
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock

from portal.blocks import body_blocks


class EveryBlock(blocks.StreamBlock):
    """All the blocks, made when they are first asked for: a migration copies fields by the thousand and asks none."""

    def __init__(self, **kwargs):
        super().__init__(body_blocks(), **kwargs)


class BodyField(StreamField):
    """A StreamField whose blocks stay out of migrations.

    A StreamField writes every block it accepts into each migration; on a site whose blocks
    are still moving that is thousands of generated lines and a new migration for every
    changed label. Blocks are a matter of form and template, not of schema.

    What was kept under another form of its block is left out of the page, which stands without it.
    """

    def __init__(self, block_types=None, **kwargs):
        super().__init__(EveryBlock if block_types is None else block_types, **kwargs)

    def deconstruct(self):
        name, path, _, kwargs = Field.deconstruct(self)
        return name, path, [], kwargs

    def to_python(self, value):
        return super().to_python(_parsed(self.stream_block, value))


def _parsed(block, value):
    """Return the raw blocks of a stream that have the shape of theirs; any other kind of value as it is."""
    if isinstance(value, str) and value:
        try:
            value = json.loads(value)
        except ValueError:
            return value
        if not isinstance(value, list):
            return []
    if not isinstance(value, list) or all(isinstance(item, tuple) for item in value):
        return value
    return [item for item in value if _is_block(block, item)]


def _is_block(stream, item):
    child = stream.child_blocks.get(item.get("type")) if isinstance(item, dict) else None
    return child is not None and has_shape(child, item.get("value"))


def has_shape(block, raw):
    """Whether `raw`, what JSON keeps of a value of `block`, can be read again by that block."""
    match block:
        case ImageBlock():
            return raw is None or isinstance(raw, int) or _is_struct(block, raw)
        case blocks.StructBlock():
            return _is_struct(block, raw)
        case blocks.ListBlock():
            return isinstance(raw, list) and all(has_shape(block.child_block, _item(each)) for each in raw)
        case blocks.StreamBlock():
            return isinstance(raw, list) and all(_is_block(block, each) for each in raw)
        case BaseTypedTableBlock():
            return isinstance(raw, dict)
        case blocks.ChooserBlock():
            return raw is None or isinstance(raw, int)
    return not isinstance(raw, dict | list)


def _is_struct(block, raw):
    children = block.child_blocks.items()
    return isinstance(raw, dict) and all(has_shape(child, raw[name]) for name, child in children if name in raw)


def _item(raw):
    """Return the value of an item of a list, which older versions of Wagtail keep bare."""
    return raw["value"] if isinstance(raw, dict) and {"type", "value"} <= raw.keys() else raw
