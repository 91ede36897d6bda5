"""The lists of choices of the filters, written at once: Django renders two templates for each option of a list."""

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe

SELECT = "django/forms/widgets/select.html"
OPTION = "django/forms/widgets/select_option.html"


class PortalRenderer(DjangoTemplates):
    """Django's own, which a plain <select> does without: its HTML is the same to the letter."""

    def render(self, template_name, context, request=None):
        if template_name == SELECT and is_plain(context["widget"]):
            return select(context["widget"])
        return super().render(template_name, context, request)


def is_plain(widget):
    """Whether a list of choices has no groups, and options as Django writes them."""
    return all(
        group is None and option["template_name"] == OPTION
        for group, options, _ in widget["optgroups"]
        for option in options
    )


def select(widget):
    """Return the <select> that Django's template makes of what its widget gives it."""
    options = (option for _, options, _ in widget["optgroups"] for option in options)
    rows = ((str(option["value"]), attributes(option["attrs"]), option["label"]) for option in options)
    written = format_html_join("", '\n  <option value="{}"{}>{}</option>\n', rows)
    return format_html('<select name="{}"{}>{}\n</select>', widget["name"], attributes(widget["attrs"]), written)


def attributes(attrs):
    """Return attributes as HTML; True is written by its name alone, False not at all.

    >>> print(attributes({"id": "a", "required": True, "disabled": False}))
     id="a" required
    """
    kept = ((name, value) for name, value in attrs.items() if value is not False)
    pairs = (f" {name}" if value is True else f' {name}="{conditional_escape(str(value))}"' for name, value in kept)
    return mark_safe("".join(pairs))  # noqa: S308
