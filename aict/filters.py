from django import forms
from django.utils import timezone

from aict.calls import State

INVALID = {"invalid_choice": "Ce choix n’existe pas. Prenez-en un dans la liste."}


class FundingForm(forms.Form):
    """What visitors narrow the sources of funding by; what it does not understand narrows nothing and says so."""

    collectivite = forms.ChoiceField(label="Type de collectivité", required=False, error_messages=INVALID)
    thematique = forms.ModelChoiceField(
        label="Thématique",
        required=False,
        queryset=None,
        to_field_name="slug",
        empty_label="Toutes",
        error_messages={"invalid_choice": "Cette thématique n’existe pas. Choisissez-en une dans la liste."},
    )
    etat = forms.ChoiceField(label="État de l’appel", required=False, error_messages=INVALID)

    def __init__(self, data, *, authorities, themes):
        super().__init__(data)
        self.fields["collectivite"].choices = [("", "Tous"), *authorities.items()]
        self.fields["thematique"].queryset = themes
        self.fields["etat"].choices = [("", "Tous"), *((state.value, state.label.capitalize()) for state in State)]

    def narrow(self, sources):
        """Return those of `sources`, a FundingQuerySet, that answer what the form understood."""
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("collectivite"):
            sources = sources.open_to(chosen["collectivite"])
        if chosen.get("thematique"):
            sources = sources.filter(themes=chosen["thematique"])
        if chosen.get("etat"):
            sources = sources.in_state(State(chosen["etat"]), timezone.localdate())
        return sources
