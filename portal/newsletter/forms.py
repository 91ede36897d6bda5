"""What an editor asks of a letter: the days, then what is told, in which order, under which title."""

from datetime import date, timedelta

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from wagtail.admin.widgets import AdminDateInput

from portal.newsletter.sections import sections

FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)
ANOTHER_AGE = "Une date entre 2000 et 2100."
NOT_A_DAY = "Écrivez la date ainsi : 25/04/2027."
WRONG_WAY = "Le dernier jour vient avant le premier."
TOO_LONG = "Un an au plus à la fois."
YEAR = timedelta(days=366)


def day_field(label):
    return forms.DateField(
        label=label,
        widget=AdminDateInput,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        validators=[MinValueValidator(FIRST, ANOTHER_AGE), MaxValueValidator(LAST, ANOTHER_AGE)],
        error_messages={"required": NOT_A_DAY, "invalid": NOT_A_DAY},
    )


class PeriodForm(forms.Form):
    """A period for each Section; without any data, the usual ones."""

    def __init__(self, data):
        today = timezone.localdate()
        self.sections = sections()
        usual = {}
        for section in self.sections:
            days = section.usual(today)
            usual |= {
                f"{section.slug}_{end}": day.strftime("%d/%m/%Y") for end, day in zip(("du", "au"), days, strict=True)
            }
        super().__init__(usual | data.dict())
        for section in self.sections:
            self.fields[f"{section.slug}_du"] = day_field(f"{section.asked} du")
            self.fields[f"{section.slug}_au"] = day_field("au (compris)")

    def clean(self):
        data = super().clean()
        for section in self.sections:
            first, last = self.days(section)
            if first and last and last < first:
                self.add_error(f"{section.slug}_au", WRONG_WAY)
            elif first and last and last - first > YEAR:
                self.add_error(f"{section.slug}_au", TOO_LONG)
        return data

    def days(self, section):
        return tuple(self.cleaned_data.get(f"{section.slug}_{end}") for end in ("du", "au"))

    def found(self):
        """Return the Items of each Section in its period; none where it is not understood."""
        understood = {name for name in self.fields if name not in self.errors}
        return {
            section: section.items(*self.days(section))
            if {f"{section.slug}_du", f"{section.slug}_au"} <= understood
            else []
            for section in self.sections
        }

    def rows(self):
        """Yield the two fields of each Section."""
        for section in self.sections:
            yield self[f"{section.slug}_du"], self[f"{section.slug}_au"]


class LetterForm(forms.Form):
    """The letter itself: its title, a word, and which of the Items that were found it tells, each at its rank."""

    title = forms.CharField(
        label="Objet",
        max_length=120,
        help_text="Le titre de la lettre et l’objet du message : ce qu’il y a dedans. 120 signes au plus.",
        error_messages={"required": "Donnez un objet : c’est ce que l’on lit en premier."},
    )
    introduction = forms.CharField(
        label="Mot d’introduction",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text="Une ligne vide sépare deux paragraphes. 2000 signes au plus.",
    )

    def __init__(self, data, found):
        super().__init__(data)
        self.found = found
        for items in found.values():
            for rank, item in enumerate(items, 1):
                self.fields[f"choix-{item.key}"] = forms.BooleanField(label=item.title, required=False)
                self.fields[f"rang-{item.key}"] = forms.IntegerField(
                    label=f"Rang de « {item.title} »",
                    initial=rank,
                    required=False,
                    min_value=1,
                    max_value=999,
                    error_messages=dict.fromkeys(["invalid", "min_value", "max_value"], "Un nombre de 1 à 999."),
                )

    def clean(self):
        data = super().clean()
        if not any(self.chosen().values()):
            raise forms.ValidationError("Cochez au moins une actualité ou un évènement.")
        return data

    def chosen(self):
        """Return the Items of each Section that are ticked, by their rank; a rank that is not given comes last."""
        return {
            section: [item for item in self.ranked(items) if self.is_ticked(item)]
            for section, items in self.found.items()
        }

    def is_ticked(self, item):
        return self.cleaned_data.get(f"choix-{item.key}", False)

    def ranked(self, items):
        return sorted(items, key=lambda item: self.cleaned_data.get(f"rang-{item.key}") or 1000)

    def rows(self):
        """Return each Section with its rows, in the order that was asked: the Item, its box, its rank."""
        known = self.is_bound and self.errors is not None
        return [
            (
                section,
                [
                    (item, self[f"choix-{item.key}"], self[f"rang-{item.key}"])
                    for item in (self.ranked(items) if known else items)
                ],
            )
            for section, items in self.found.items()
        ]
