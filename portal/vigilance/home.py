"""What the home of the CMS says first: what waits for who reads it, and what the site needs."""

from django.urls import reverse
from wagtail.admin.ui.components import Component

from portal.models import SiteSettings
from portal.vigilance.needs import every_need

# How many of what waits are named; the report has them all.
NAMED = 5


class WaitingPanel(Component):
    """What waits for this editor in particular, by name."""

    name = "a-faire"
    template_name = "portal/cms/waiting.html"
    order = 10

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        user = self.request.user
        lists = [self._list(need) for need in every_need() if need.is_personal and need.is_for(user)]
        return {"lists": [found for found in lists if found["records"]], "user": user}

    def _list(self, need):
        user = self.request.user
        records = list(need.mendable(user)[: NAMED + 1])
        count = need.count(user) if len(records) > NAMED else len(records)
        return {
            "records": [need.named(record) for record in records[:NAMED]],
            "count": count,
            "words": need.one if count == 1 else need.many,
            "url": reverse(need.index_url_name),
            "has_more": count > NAMED,
        }


class NeedsPanel(Component):
    """What the site needs, each with its number and the way to where it is mended."""

    name = "besoins"
    template_name = "portal/cms/needs.html"
    order = 15

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        user = self.request.user
        lines = [_line(need, need.count(user)) for need in every_need() if not need.is_personal and need.is_for(user)]
        return {"lines": [line for line in [self._settings_line(), *lines] if line and line["count"]]}

    def _settings_line(self):
        if not self.request.user.has_perm("portal.change_sitesettings"):
            return None
        missing = SiteSettings.load(self.request).missing()
        return {
            "count": len(missing),
            "words": "réglage à compléter" if len(missing) == 1 else "réglages à compléter",
            "url": reverse("wagtailsettings:edit", args=["portal", "sitesettings"]),
            "advice": f"La loi demande de dire : {', '.join(missing)}.",
        }


def _line(need, count):
    words = need.one if count == 1 else need.many
    return {"count": count, "words": words, "url": reverse(need.index_url_name), "advice": need.advice}
