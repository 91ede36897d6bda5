from django import template

from portal.contact.forms import ContactForm
from portal.models import SiteSettings

register = template.Library()


@register.simple_tag(takes_context=True)
def contact_form(context):
    """Return the form as it was refused, else an empty one; None while the association has no address for messages."""
    if not SiteSettings.current().email:
        return None
    return context.get("form") or ContactForm()


@register.simple_tag(takes_context=True)
def is_message_received(context):
    """Whether the visitor comes back from having sent a message."""
    request = context.get("request")
    return request is not None and "recu" in request.GET
