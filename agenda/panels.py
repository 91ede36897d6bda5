"""The form of an event, in the order of its page."""

from django.forms import CheckboxSelectMultiple
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from agenda.inputs import DayInput, HourInput
from portal.cms_forms import RowsPanel


def one(name, widget=None):
    """A field without the button of comments, whose markup weighs more than the field."""
    return FieldPanel(name, widget=widget, disable_comments=True)


def row(*names, widget=None):
    return FieldRowPanel([one(name, widget) for name in names])


CONTENT_PANELS = [
    MultiFieldPanel(
        [
            row("starts_on", "ends_on", widget=DayInput),
            row("starts_at", "ends_at", widget=HourInput),
            row("state", "state_note"),
        ],
        heading="Dates et état",
    ),
    RowsPanel("sessions", heading="Autres séances", label="séance", classname="collapsed"),
    MultiFieldPanel(
        [row("format", "place"), one("address"), row("join_url", "shows_join_url")],
        heading="Lieu",
    ),
    one("image"),
    one("body"),
    MultiFieldPanel(
        [
            row("registration_url", "registration_email"),
            row("registration_opens_on", "registration_closes_on", widget=DayInput),
            row("price", "price_note"),
            one("capacity"),
        ],
        heading="Inscription",
    ),
    MultiFieldPanel(
        [
            row("organiser", "partners"),
            row("themes", "country_groups", widget=CheckboxSelectMultiple),
            one("audiences", CheckboxSelectMultiple),
        ],
        heading="Qui et quoi",
    ),
    one("links"),
]
