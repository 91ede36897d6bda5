"""What visitors narrow the agenda by; what a form does not understand narrows nothing, and it says so."""

import re
from datetime import date

from django import forms

from agenda.choices import Format, Nature, Period
from agenda.inputs import DayInput
from agenda.models.audience import Audience
from agenda.spans import last_day_of
from portal.days import FIRST_DAY, LAST_DAY
from portal.forms import TermField, WordsField
from portal.models import CountryGroup, Theme

# The filters that are terms of the taxonomy, and what the first choice of each, all of them, is called.
TERMS = {"thematique": "Toutes", "pays": "Tous", "public": "Tous"}
MONTH = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
LISTED = "n’existe pas dans l’agenda. Prenez-en un dans la liste."
NO_DAY = "Cette date n’existe pas. Écrivez-la ainsi : 25/04/2024."
NO_MONTH = "Ce mois n’existe pas. Écrivez-le ainsi : 2024-11."


def choice(label, words, choices=(), **kwargs):
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=choices,
        error_messages={"invalid_choice": words},
        **kwargs,
    )


def term(model, words):
    return TermField(model, error_messages={"unknown": words})


def day(label):
    widget = DayInput()
    widget.input_type, widget.format = "date", "%Y-%m-%d"
    del widget.attrs["placeholder"]
    return forms.DateField(label=label, required=False, widget=widget, error_messages={"invalid": NO_DAY})


class AgendaForm(forms.Form):
    """The filters of the agenda; `default` is the period of a visitor who names neither a period nor a date."""

    periode = choice("Période", f"Cette période {LISTED}", Period.choices)
    annee = forms.TypedChoiceField(
        label="Année",
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "Cette année n’existe pas dans l’agenda. Choisissez une année de la liste."},
    )
    debut = day("Du")
    fin = day("Au")
    type = choice("Type", f"Ce type {LISTED}", [("", "Évènements et échéances"), *Nature.choices])
    thematique = term(Theme, "Cette thématique n’existe pas. Choisissez-en une dans la liste.")
    pays = term(CountryGroup, f"Ce groupe-pays {LISTED}")
    format = choice("Format", f"Ce format {LISTED}", [("", "Tous"), *Format.choices])
    public = term(Audience, f"Ce public {LISTED}")
    q = WordsField(label="Mot du titre", required=False, max_length=80)
    # The month of the grid, which the other filters keep: `?mois=2024-11`.
    mois = WordsField(required=False, widget=forms.HiddenInput)

    def __init__(self, data, *, years, default=Period.UPCOMING):
        is_dated = any(data.get(name) for name in ("annee", "debut", "fin", "mois"))
        period = Period.ALL if is_dated else default
        data = data.copy()
        data["periode"] = data.get("periode") or period.value
        super().__init__(data, initial={"periode": period.value})
        self.fields["annee"].choices = [("", "Toutes"), *((year, str(year)) for year in years)]
        for name, all_of_them in TERMS.items():
            known = [(term.slug, term.name) for term in self.fields[name].model.every()]
            self.fields[name].widget.choices = [("", all_of_them), *known]
            if not known and not data.get(name):
                del self.fields[name]
        self.default_period = period
        if not self.is_valid() and "mois" in self.errors:
            # What can't be seen can't be corrected: it isn't sent again.
            self.data["mois"] = ""

    def clean_debut(self):
        return self._within_calendar("debut")

    def clean_fin(self):
        return self._within_calendar("fin")

    def clean_mois(self):
        """Return the first day of the month, or None."""
        typed = self.cleaned_data["mois"]
        if not typed:
            return None
        found = MONTH.fullmatch(typed)
        year, month = (int(found[1]), int(found[2])) if found else (0, 0)
        if not (FIRST_DAY.year <= year <= LAST_DAY.year and 1 <= month <= 12):
            raise forms.ValidationError(NO_MONTH)
        return date(year, month, 1)

    def clean(self):
        chosen = super().clean()
        if chosen.get("debut") and chosen.get("fin") and chosen["fin"] < chosen["debut"]:
            self.add_error("fin", "La fin ne peut pas précéder le début.")
        return chosen

    def _within_calendar(self, name):
        chosen = self.cleaned_data[name]
        if chosen and not FIRST_DAY <= chosen <= LAST_DAY:
            raise forms.ValidationError(NO_DAY)
        return chosen

    def has_changed(self):
        """Whether the visitor asked anything in the form itself: a month is chosen in the grid."""
        return any(name != "mois" for name in self.changed_data)

    @property
    def period(self):
        return Period(self.cleaned_data.get("periode") or self.default_period)

    @property
    def nature(self):
        return self.cleaned_data.get("type") or ""

    @property
    def month(self):
        """The first day of the month that the visitor chose; None if dates are typed, which win."""
        is_dated = any(self.cleaned_data.get(name) for name in ("annee", "debut", "fin"))
        return None if is_dated else self.cleaned_data.get("mois")

    @property
    def day(self):
        """The one day that the visitor chose, in the grid most often; None for any other choice."""
        first, last = self.cleaned_data.get("debut"), self.cleaned_data.get("fin")
        return first if first == last else None

    def days(self):
        """Return the first and the last day that the visitor asked for, None for no limit."""
        if self.month:
            return self.month, last_day_of(self.month)
        first, last = self.cleaned_data.get("debut"), self.cleaned_data.get("fin")
        if year := self.cleaned_data.get("annee"):
            first = max(first or FIRST_DAY, date(year, 1, 1))
            last = min(last or LAST_DAY, date(year, 12, 31))
        return first, last

    def narrow(self, events):
        """Return those of `events` that answer what the form understood, but for the period and the dates."""
        filters = {
            "themes": "thematique",
            "country_groups": "pays",
            "audiences": "public",
            "format": "format",
            "title__icontains": "q",
        }
        chosen = {lookup: self.cleaned_data.get(name) for lookup, name in filters.items()}
        chosen = {lookup: value for lookup, value in chosen.items() if value}
        return events.filter(**chosen) if chosen else events

    def within_days(self, events):
        """Return those of `events` of which a day lies within the dates of the form."""
        first, last = self.days()
        return events.between(first or FIRST_DAY, last or LAST_DAY) if first or last else events

    def accepts(self, deadline):
        """Whether a Deadline of another app answers what the form understood: it has neither format nor public."""
        chosen = self.cleaned_data
        if chosen.get("format") or chosen.get("public"):
            return False
        wanted = ((chosen.get("thematique"), deadline.themes), (chosen.get("pays"), deadline.country_groups))
        return all(not term or term.slug in slugs for term, slugs in wanted) and (
            (chosen.get("q") or "").casefold() in deadline.title.casefold()
        )

    @property
    def is_active(self):
        """Whether the visitor narrows anything."""
        return any(value for name, value in self.cleaned_data.items() if name != "periode")

    def subscription(self):
        """Return the filters that a subscription keeps, as (name, value) pairs."""
        kept = ("type", "thematique", "pays", "format", "public", "q")
        values = ((name, self.cleaned_data.get(name)) for name in kept)
        return [(name, getattr(value, "slug", value)) for name, value in values if value]
