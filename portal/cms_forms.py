"""Forms of the CMS: a rule of the data that is broken is told beside the field that one can put right.

A constraint of a model names that field by its `violation_error_code`.
"""

import json
from decimal import Decimal, InvalidOperation
from itertools import chain, count
from zlib import crc32

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import SlugField, UniqueConstraint
from django.forms.models import construct_instance
from modelcluster.forms import BaseChildFormSet
from wagtail.admin import telepath
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.panels import InlinePanel, get_form_for_model
from wagtail.admin.telepath.widgets import RadioSelectAdapter
from wagtail.admin.widgets import SlugInput
from wagtail.models import Page

ONE_AT_A_TIME = "Une autre ligne porte encore cette valeur : changez-la et publiez, puis revenez à celle-ci."

CHANGED_MEANWHILE = (
    "Quelqu’un d’autre vient de changer ce champ : ouvrez cette page dans un autre onglet pour lire sa version. "
    "Enregistrez de nouveau pour garder la vôtre."
)


class RulesBesideFields:
    """A form whose broken rules stand beside the fields that their codes name."""

    def add_error(self, field, error):
        if field is None and hasattr(error, "error_dict"):
            for rule in error.error_dict.pop(NON_FIELD_ERRORS, []):
                name = rule.code if rule.code in self.fields else NON_FIELD_ERRORS
                error.error_dict.setdefault(name, []).append(rule)
        super().add_error(field, error)


class RecordForm(RulesBesideFields, WagtailAdminModelForm):
    """The form of a record, or of a row within one."""


class SharedForm(RecordForm):
    """The form of a record without versions: what two editors change at once is merged, and none is lost unsaid.

    A field that another editor has changed since this form was opened keeps the other's value
    if it was left alone here, and is an error beside the field if it was not.
    """

    opened_as = forms.JSONField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._saved = self._digests(self.instance)
        self.initial["opened_as"] = self._saved

    def clean(self):
        data = super().clean()
        opened = data.get("opened_as") or self._saved
        ours = self._digests(construct_instance(self, type(self.instance)()))
        for name, saved in self._saved.items():
            if name in data and saved != opened.get(name) and ours[name] != saved:
                if ours[name] == opened.get(name):
                    data[name] = getattr(self.instance, name)
                else:
                    self.add_error(name, CHANGED_MEANWHILE)
                    opened[name] = saved
        # Whoever has been told of a change and saves again means it.
        self.data = self.data.copy()
        self.data["opened_as"] = json.dumps(opened)
        return data

    def _digests(self, record):
        """Return a digest of what the database would keep of each field of the form."""
        fields = (field for field in record._meta.fields if field.name in self.fields)
        return {field.name: crc32(field.value_to_string(record).encode()) for field in fields}


class FrenchSlugInput(SlugInput):
    """The end of an address, written from a French title: « mise-en-oeuvre-de-l-eau », where Wagtail loses letters."""

    def __init__(self, attrs=None, locale=None):
        super().__init__(attrs, [("[œŒ]", "oe"), ("[æÆ]", "ae"), ("['’]", "-")], locale)


# Before any form of the CMS is made.
register_form_field_override(SlugField, override={"widget": FrenchSlugInput})


class PortalPageForm(RulesBesideFields, WagtailAdminPageForm):
    """The form of a page."""

    def clean_slug(self):
        """Give a page that was never published the free neighbour of an address that another has: titles recur."""
        slug = self.cleaned_data["slug"]
        if not slug or self.instance.first_published_at or not self.parent_page:
            return slug
        candidates = chain([slug], (f"{slug}-{number}" for number in count(2)))
        return next(one for one in candidates if Page._slug_is_available(one, self.parent_page, self.instance))


class RowsFormSet(BaseChildFormSet):
    """Rows of a page or record, none like another where their constraints say so."""

    def validate_unique(self):
        for rule in self.model._meta.constraints:
            if isinstance(rule, UniqueConstraint):
                self._tell_apart(rule, [name for name in rule.fields if name != self.fk.name])

    def _is_kept(self, form):
        is_blank = form in self.extra_forms and not form.has_changed()
        return form.is_valid() and not is_blank and form not in self.deleted_forms

    def _tell_apart(self, rule, names):
        rows = [form for form in self.forms if self._is_kept(form)]
        keys = {form.instance.pk for form in rows}
        saved = self.model.objects.filter(**{self.fk.name: self.instance.pk, "pk__in": keys - {None}})
        owners = {tuple(getattr(row, name) for name in names): row.pk for row in saved}
        seen = set()
        for form in rows:
            value = tuple(getattr(form.instance, name) for name in names)
            if value in seen:
                form.add_error(names[-1], rule.get_violation_error_message())
            elif owners.get(value, form.instance.pk) != form.instance.pk:
                # Rows are saved one by one: two of them can't exchange what is theirs alone.
                form.add_error(names[-1], ONE_AT_A_TIME)
            seen.add(value)


class RowsPanel(InlinePanel):
    """An InlinePanel whose rows obey their constraints."""

    def get_form_options(self):
        options = super().get_form_options()
        later = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        row = get_form_for_model(self.db_field.related_model, RecordForm, defer_required_on_fields=later)
        options["formsets"][self.relation_name] |= {"formset": RowsFormSet, "form": row}
        return options


class TermBoxes(forms.CheckboxSelectMultiple):
    """Boxes to tick, of which the first alone is described: what helps for one helps for all, and they are many."""

    def create_option(self, name, value, label, selected, index, **kwargs):
        option = super().create_option(name, value, label, selected, index, **kwargs)
        if index:
            option["attrs"].pop("aria-describedby", None)
        return option


class TermBoxesAdapter(RadioSelectAdapter):
    """What the scripts of the CMS are told of TermBoxes: not their HTML, for no row is ever added with them."""

    def js_args(self, widget):
        return [""]


telepath.register(TermBoxesAdapter(), TermBoxes)


class NumberInput(forms.TextInput):
    """A number as it is written in French, « 0,55 » or « 10 531 »; a point is understood too."""

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "decimal", **(attrs or {})})

    def format_value(self, value):
        try:
            digits = f"{Decimal(str(value)):f}"
        except InvalidOperation:
            return super().format_value(value)
        return (digits.rstrip("0").rstrip(".") if "." in digits else digits).replace(".", ",")

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value and "".join(value.split()).replace(",", ".")
