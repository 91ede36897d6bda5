from django.utils import timezone

from portal.cms_forms import PortalPageForm


class NewsPageForm(PortalPageForm):
    """The form of a news item: a new one is of today unless the editor says otherwise."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk and "published_on" in self.fields:
            self.initial["published_on"] = timezone.localdate()
