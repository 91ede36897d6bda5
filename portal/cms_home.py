"""What the home page of the CMS tells those who write."""

from django.apps import apps
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component

from portal.models import SiteSettings


class MissingPanel(Component):
    """What the association has still to say before the site opens to the public."""

    name = "a-completer"
    template_name = "portal/cms/missing.html"
    order = 10

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        address = reverse("wagtailsettings:edit", args=["portal", "sitesettings"])
        return {"missing": SiteSettings.load(self.request).missing(), "address": address}


class NotesPanel(Component):
    """The notes « à confirmer » of every page and record."""

    name = "a-confirmer"
    template_name = "portal/cms/notes.html"
    order = 20

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        finder = AdminURLFinder(self.request.user)
        return {"notes": [(record, finder.get_edit_url(record)) for record in annotated_records()]}


class GuidePanel(Component):
    """How to do what is done most often."""

    name = "aide"
    template_name = "portal/cms/guide.html"
    order = 30


def annotated_records():
    """Return every page and record that carries a note between editors, by kind."""
    models = [model for model in apps.get_models() if "editor_note" in {field.name for field in model._meta.fields}]
    return [record for model in models for record in model._default_manager.exclude(editor_note="")]
