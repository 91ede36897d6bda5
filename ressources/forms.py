from django import forms
from django.db.models import Q

from portal.forms import UNKNOWN, TermField, WordsField, YearField
from portal.models import CountryGroup, Theme
from portal.models.assets import Language
from ressources.kinds import Kind, Layout, Order
from ressources.sorting import sort_key
from ressources.terms import Publisher

UNKNOWN_YEAR = "Cette année n’existe pas dans les ressources. Choisissez une année de la liste."
TERMS = {"thematique": Theme, "pays": CountryGroup, "editeur": Publisher}


class SettingField(forms.ChoiceField):
    """How the list is shown, carried from one address to the next; what is not understood is not carried."""

    def bound_data(self, data, initial):
        return data if self.valid_value(data) else ""


class ResourceForm(forms.Form):
    """What visitors narrow the resource centre by; what it does not understand narrows nothing and says so."""

    q = WordsField(
        label="Mots cherchés", required=False, max_length=80, error_messages={"max_length": "80 signes au plus."}
    )
    type = forms.MultipleChoiceField(
        label="Type",
        required=False,
        choices=Kind,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Ce type de ressource n’existe pas. Choisissez dans la liste."},
    )
    thematique = TermField(Theme)
    pays = TermField(CountryGroup)
    annee = YearField(UNKNOWN_YEAR)
    langue = forms.ChoiceField(
        label="Langue", required=False, choices=Language, error_messages={"invalid_choice": UNKNOWN}
    )
    editeur = TermField(Publisher)
    tri = SettingField(
        required=False, choices=Order, widget=forms.HiddenInput, error_messages={"invalid_choice": UNKNOWN}
    )
    vue = SettingField(
        required=False, choices=Layout, widget=forms.HiddenInput, error_messages={"invalid_choice": UNKNOWN}
    )

    LOOKUPS = {
        "type": "kind__in",
        "thematique": "themes",
        "pays": "country_groups",
        "annee": "dated_on__year",
        "langue": "language",
        "editeur": "publisher",
    }
    SETTINGS = ("tri", "vue")

    @property
    def chosen(self):
        """What the form understood and that narrows the list, by field, in the order of the fields."""
        self.is_valid()
        names = (name for name in self.fields if name not in self.SETTINGS)
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}

    @property
    def order(self):
        self.is_valid()
        return Order(self.cleaned_data.get("tri") or Order.DATE)

    @property
    def layout(self):
        self.is_valid()
        return Layout(self.cleaned_data.get("vue") or Layout.GRID)

    def has_changed(self):
        """Whether anything was asked that narrows the list, even what is not understood."""
        return bool(self.chosen) or any(name in self.errors for name in self.fields if name not in self.SETTINGS)

    def narrow(self, resources, without=""):
        """Return those of `resources` that answer what the form understood, leaving out the field named `without`."""
        for name, value in self.chosen.items():
            if name == "q":
                for word in value.split():
                    resources = resources.filter(Q(title_key__contains=sort_key(word)) | Q(lead__icontains=word))
            elif name != without:
                resources = resources.filter(**{self.LOOKUPS[name]: value})
        return resources

    def offer(self, counts):
        """Offer in each field what there is to find, with how many; `counts` is that of ressources.counts."""
        self.fields["type"].choices = [(kind, f"{kind.label} ({counts['type'].get(kind, 0)})") for kind in Kind]
        years = [(year, year) for year in sorted({*counts["annee"], *self._chosen_year()}, reverse=True)]
        self._offer("annee", "Toutes", years, counts)
        for name, every in (("thematique", "Toutes"), ("pays", "Tous"), ("editeur", "Tous")):
            self._offer(name, every, [(term.slug, term.name) for term in TERMS[name].every()], counts)
        self._offer("langue", "Toutes", Language.choices, counts)

    def _chosen_year(self):
        return [self.query["annee"]] if "annee" in self.query else []

    def _offer(self, name, every, choices, counts):
        chosen = self.query.get(name)
        found = [
            (value, f"{label} ({counts[name].get(value, 0)})")
            for value, label in choices
            if value in counts[name] or value == chosen
        ]
        self.fields[name].widget.choices = [("", every), *found]
        if not found and name not in self.errors:
            del self.fields[name]

    @property
    def query(self):
        """What the form understood as it stands in an address: each value once, in one order."""
        found = {}
        for name, value in self.chosen.items():
            found[name] = list(dict.fromkeys(value)) if isinstance(value, list) else getattr(value, "slug", str(value))
        return found
