from django import forms

from portal.forms import WordsField


class AgendaForm(forms.Form):
    """What visitors narrow the agenda by; a value that it does not understand narrows nothing and says so."""

    annee = forms.TypedChoiceField(
        label="Année",
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "Cette année n’existe pas dans l’agenda. Choisissez une année de la liste."},
    )
    q = WordsField(label="Mot du titre", required=False, max_length=80)

    def __init__(self, data, *, years):
        super().__init__(data)
        self.fields["annee"].choices = [("", "Toutes"), *((year, str(year)) for year in years)]

    def narrow(self, events):
        """Return those of `events` that answer what the form understood."""
        self.is_valid()
        if self.cleaned_data.get("annee"):
            events = events.of_year(self.cleaned_data["annee"])
        if self.cleaned_data.get("q"):
            events = events.filter(title__icontains=self.cleaned_data["q"])
        return events

    @property
    def is_active(self):
        """Whether the visitor narrows anything."""
        return any(self.cleaned_data.values())
