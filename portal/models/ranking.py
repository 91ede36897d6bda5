from django.db import models
from django.db.models import Max


class Ranked(models.Model):
    """A record that editors drag to its place; a new one comes last, and publishing an old version moves nothing.

    Named first among the bases, before those that make revisions.
    """

    sort_order = models.PositiveIntegerField("rang", editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.sort_order is None:
            last = type(self).objects.aggregate(Max("sort_order"))["sort_order__max"]
            self.sort_order = 0 if last is None else last + 1
        super().save(*args, **kwargs)

    def with_content_json(self, content):
        version = super().with_content_json(content)
        version.sort_order = self.sort_order
        return version
