"""What the templates of the CMS ask of our kinds of pages."""

from django import template
from django.apps import apps

from portal.guide.chapters import chapter_about

register = template.Library()


@register.simple_tag
def page_icon(app_label, model_name):
    """Return the name of the icon of a kind of page."""
    return apps.get_model(app_label, model_name).icon


@register.inclusion_tag("portal/cms/guide_link.html")
def guide_link(record):
    """The way to the chapter of the help about this page or record, if there is one."""
    return {"chapter": chapter_about(record._meta.label_lower) if record else None}
