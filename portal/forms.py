import re

from django import forms
from django.utils.text import capfirst

from portal.models import CountryGroup, Theme
from portal.models.search import Kind


class WordsField(forms.CharField):
    """Words as a visitor sees them: what no screen shows (controls, joiners, marks of direction) is left out."""

    def to_python(self, value):
        return super().to_python(visible(value or ""))

    def bound_data(self, data, initial):
        return visible(super().bound_data(data, initial) or "")


def visible(text):
    """Return the text without the signs that nothing shows; white space is a space.

    >>> visible("appels\\x00 a\\u200bu\\tsecours")
    'appels au secours'
    """
    return "".join(sign if sign.isprintable() else " " * sign.isspace() for sign in text)


UNKNOWN = "Ce choix n’existe pas. Prenez-en un dans la liste."


class TermField(forms.Field):
    """A term of the taxonomy, by its address or one that it had."""

    widget = forms.Select
    default_error_messages = {"unknown": UNKNOWN}

    def __init__(self, model, **kwargs):
        super().__init__(required=False, **{"label": capfirst(model._meta.verbose_name)} | kwargs)
        self.model = model

    def bound_data(self, data, initial):
        """Show as chosen the term that a former address leads to."""
        term = self.model.at(data) if data else None
        return term.slug if term else data

    def to_python(self, value):
        if not value:
            return None
        term = self.model.at(value)
        if term is None:
            raise forms.ValidationError(self.error_messages["unknown"])
        return term


class YearField(forms.IntegerField):
    """A year among those that the list offers; `unknown` is said of any other."""

    widget = forms.Select

    def __init__(self, unknown=UNKNOWN):
        errors = dict.fromkeys(["invalid", "min_value", "max_value"], unknown)
        super().__init__(label="Année", required=False, min_value=1900, max_value=2100, error_messages=errors)


class SearchForm(forms.Form):
    """The words that a visitor looks for, and what narrows the results; what is not understood narrows nothing."""

    q = WordsField(
        label="Mots cherchés",
        max_length=200,
        widget=forms.HiddenInput,
        error_messages={
            "required": "Écrivez un ou plusieurs mots.",
            "max_length": "Votre recherche est trop longue : 200 signes au plus.",
        },
    )
    type = forms.ChoiceField(
        required=False,
        choices=[("", ""), *Kind.choices],
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": UNKNOWN},
    )
    thematique = TermField(Theme)
    pays = TermField(CountryGroup)
    annee = YearField()

    NARROWING = ("type", "thematique", "pays", "annee")

    def clean_q(self):
        """Keep what was typed, and refuse what holds no word at all."""
        words = self.cleaned_data["q"]
        if not re.search(r"[^\W_]", words):
            raise forms.ValidationError("Écrivez un ou plusieurs mots.")
        return words

    @property
    def query(self):
        """What is looked for, or nothing when that is not understood."""
        return self.cleaned_data.get("q", "") if self.is_bound and (self.is_valid() or self.cleaned_data) else ""

    @property
    def chosen(self):
        """What narrows the results, as far as it is understood."""
        return {name: self.cleaned_data.get(name) or None for name in self.NARROWING} if self.query else {}

    def has_changed(self):
        """Whether anything narrows the results, if only something that is not understood."""
        return any(self.data.get(name) for name in self.NARROWING)

    @property
    def is_offering(self):
        """Whether there is anything to narrow the results by."""
        return any(field.widget.choices for field in self.fields.values() if isinstance(field.widget, forms.Select))

    def offer(self, results):
        """Offer in each field what would be found with it, with how many if that was counted."""
        years = results.counts("annee")
        self._offer("annee", "Toutes", [(year, year) for year in sorted(years, reverse=True)], years)
        for name, kind, every in (("thematique", Theme, "Toutes"), ("pays", CountryGroup, "Tous")):
            counts = results.counts(name)
            found = {term.slug: counts[term.pk] for term in kind.every() if term.pk in counts}
            self._offer(name, every, [(term.slug, term.name) for term in kind.every()], found)

    def _offer(self, name, every, choices, counts):
        chosen = self.cleaned_data.get(name)
        chosen = getattr(chosen, "slug", chosen)
        offered = [
            (value, _numbered(label, counts.get(value, 0)))
            for value, label in choices
            if value in counts or value == chosen
        ]
        if offered:
            self.fields[name].widget.choices = [("", every), *offered]
        else:
            self.fields[name].widget = forms.HiddenInput()


def _numbered(label, number):
    return label if number is None else f"{label} ({number})"
