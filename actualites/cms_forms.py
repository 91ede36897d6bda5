from django.utils import timezone

from portal.cms_forms import PortalPageForm


class NewsPageForm(PortalPageForm):
    """The form of a news item: a new one is of today unless the editor says otherwise."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk and "published_on" in self.fields:
            self.initial["published_on"] = timezone.localdate()

    def clean(self):
        """Let the date that nobody chose, that of the day an item was begun, follow the day it is scheduled for."""
        data = super().clean()
        before, after = (at and timezone.localdate(at) for at in (self.instance.go_live_at, data.get("go_live_at")))
        day = data.get("published_on")
        if day and "go_live_at" in data and not self.instance.first_published_at:
            if after and after > day and day in (self._begun_on(), before):
                data["published_on"] = after
            elif day == before and not after:
                data["published_on"] = timezone.localdate()
        return data

    def _begun_on(self):
        first = self.instance.revisions.order_by("created_at").first() if self.instance.pk else None
        return timezone.localdate(first and first.created_at)
