from wagtail.fields import StreamField

from portal.blocks import body_blocks


class BodyField(StreamField):
    """A StreamField whose blocks stay out of migrations.

    A StreamField writes every block it accepts into each migration; on a site whose blocks
    are still moving that is thousands of generated lines and a new migration for every
    changed label. Blocks are a matter of form and template, not of schema.
    """

    def __init__(self, block_types=None, **kwargs):
        super().__init__(body_blocks() if block_types is None else block_types, **kwargs)

    def deconstruct(self):
        name, path, _, kwargs = super().deconstruct()
        del kwargs["block_lookup"]
        return name, path, [], kwargs
