"""What the templates of the CMS ask of our kinds of pages."""

from django import template
from django.apps import apps

register = template.Library()


@register.simple_tag
def page_icon(app_label, model_name):
    """Return the name of the icon of a kind of page."""
    return apps.get_model(app_label, model_name).icon
