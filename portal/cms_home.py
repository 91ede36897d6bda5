"""What the home page of the CMS tells those who write."""

from wagtail.admin.ui.components import Component


class GuidePanel(Component):
    """How to do what is done most often."""

    name = "aide"
    template_name = "portal/cms/guide.html"
    order = 30
