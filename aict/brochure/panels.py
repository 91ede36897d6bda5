"""What editors are told of the brochure: which file is served, and whether the site could make it."""

from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component

from aict.brochure import shelf


class ServedFilePanel(Panel):
    """Says, on the form of its page, what visitors download."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "aict/cms/served_brochure.html"

        def get_context_data(self, parent_context=None):
            found = {"page": self.instance, "copy": shelf.current(), "failure": shelf.failure()}
            return super().get_context_data(parent_context) | found


class BrochureFailurePanel(Component):
    """Warns, on the home of the CMS, that the brochure no longer follows its content."""

    name = "plaquette"
    template_name = "aict/cms/brochure_failure.html"
    order = 5

    def get_context_data(self, parent_context):
        return {"failure": shelf.failure(), "copy": shelf.current()}
