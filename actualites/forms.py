from django import forms
from django.utils.dates import MONTHS

from actualites.kinds import Kind, Speaker
from portal.forms import UNKNOWN, TermField, YearField
from portal.models import CountryGroup, Theme

UNKNOWN_YEAR = "Cette année n’existe pas dans les actualités. Choisissez une année de la liste."
UNKNOWN_CHOICE = {"invalid_choice": UNKNOWN}


class NewsForm(forms.Form):
    """What visitors narrow the news by; what it does not understand narrows nothing and says so."""

    annee = YearField(UNKNOWN_YEAR)
    mois = forms.TypedChoiceField(
        label="Mois",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Tous"), *MONTHS.items()],
        error_messages={"invalid_choice": "Ce mois n’existe pas. Choisissez-en un dans la liste."},
    )
    thematique = TermField(
        Theme,
        error_messages={"unknown": "Cette thématique n’existe pas. Choisissez-en une dans la liste."},
    )
    pays = TermField(
        CountryGroup,
        error_messages={"unknown": "Ce groupe-pays n’existe pas. Choisissez-en un dans la liste."},
    )
    type = forms.ChoiceField(
        label="Nature", required=False, choices=[("", "Toutes"), *Kind.choices], error_messages=UNKNOWN_CHOICE
    )
    emetteur = forms.ChoiceField(
        label="Qui parle", required=False, choices=[("", "Tous"), *Speaker.choices], error_messages=UNKNOWN_CHOICE
    )

    # The lookup that each filter is.
    LOOKUPS = {
        "annee": "published_on__year",
        "mois": "published_on__month",
        "thematique": "themes",
        "pays": "country_groups",
        "type": "kind",
        "emetteur": "speaker",
    }

    def clean(self):
        """A month is that of a year."""
        if self.cleaned_data.get("mois") and not self.cleaned_data.get("annee"):
            self.add_error("mois", "Choisissez aussi l’année de ce mois.")

    @property
    def chosen(self):
        """What the form understood, by field, in the order of the fields."""
        self.is_valid()
        return {name: self.cleaned_data[name] for name in self.fields if self.cleaned_data.get(name)}

    def narrow(self, news, without=()):
        """Return those of `news` that answer what the form understood, leaving out the fields named `without`."""
        for name, value in self.chosen.items():
            if name not in without:
                news = news.filter(**{self.LOOKUPS[name]: value})
        return news

    def offer(self, counts):
        """Offer in each field what there is to find, with how many; `counts` is that of actualites.counts."""
        self._offer(
            "annee", "Toutes", [(year, year) for year in sorted(map(int, counts["annee"]), reverse=True)], counts
        )
        if self.chosen.get("annee"):
            self._offer("mois", "Tous", MONTHS.items(), counts)
        for name, model, every in (("thematique", Theme, "Toutes"), ("pays", CountryGroup, "Tous")):
            self._offer(name, every, [(term.slug, term.name) for term in model.every()], counts)
        self._offer("type", "Toutes", Kind.choices, counts)
        self._offer("emetteur", "Tous", Speaker.choices, counts)

    def _offer(self, name, every, choices, counts):
        chosen = self.query.get(name)
        found = [
            (str(value), f"{label} ({counts[name].get(str(value), 0)})")
            for value, label in choices
            if str(value) in counts[name] or str(value) == chosen
        ]
        self.fields[name].widget.choices = [("", every), *found]

    @property
    def query(self):
        """What the form understood as it stands in an address: each value once, in one order."""
        return {name: getattr(value, "slug", str(value)) for name, value in self.chosen.items()}
