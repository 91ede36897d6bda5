"""The forms of events in the CMS."""

from types import SimpleNamespace

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms.pages import CopyForm

from agenda.inputs import DayInput
from agenda.rules import broken_rules, check_sessions_follow, missing_hours
from agenda.words import hour
from portal.cms_forms import PortalPageForm
from portal.days import day_validators


class EventForm(PortalPageForm):
    """The form of an event: its rules hold for drafts too."""

    def clean(self):
        cleaned = super().clean()
        typed = SimpleNamespace(**{name: cleaned.get(name) for name in self.fields})
        days = list(self._session_days(typed))
        for field, sentence in broken_rules(typed, days):
            self.add_error(field, sentence)
        return cleaned

    def _session_days(self, event):
        formset = self.formsets.get("sessions")
        for row in formset.forms if formset else ():
            if row.is_valid() and row.cleaned_data.get("day") and not row.cleaned_data.get("DELETE"):
                yield row.cleaned_data["day"]
                try:
                    check_sessions_follow(event, row.instance)
                except ValidationError as error:
                    row.add_error(None, error)


class EventCopyForm(CopyForm):
    """The form that duplicates an event: a new edition has its own days."""

    starts_on = forms.DateField(
        label="Nouveau premier jour",
        widget=DayInput,
        validators=day_validators(),
        help_text="Par exemple 25/04/2027.",
        error_messages={"required": "Donnez le premier jour de la nouvelle édition."},
    )
    ends_on = forms.DateField(
        label="Nouveau dernier jour",
        widget=DayInput,
        validators=day_validators(),
        required=False,
        help_text="Vide si la nouvelle édition dure un jour.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["new_title", "new_slug", "starts_on", "ends_on"])
        # An alias would keep the days of its original.
        self.fields.pop("alias", None)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "La fin ne peut pas précéder le début.")
        elif first:
            self._check_hours(first, last)
        return cleaned

    def _check_hours(self, first, last):
        """Refuse days on which the hours of the original, which are copied, cannot be."""
        event = self.page.specific
        if event.ends_at and event.ends_at <= event.starts_at and last in (None, first):
            hours = f"L’original finit à {hour(event.ends_at)} et commence à {hour(event.starts_at)}"
            self.add_error("ends_on", f"{hours} : donnez aussi le dernier jour.")
        edition = SimpleNamespace(starts_on=first, ends_on=last, starts_at=event.starts_at, ends_at=event.ends_at)
        for name, sentence in missing_hours(edition):
            self.add_error("starts_on" if name == "starts_at" or not last else "ends_on", sentence)
