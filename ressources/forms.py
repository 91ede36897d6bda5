from django import forms

from portal.forms import WordsField
from ressources.kinds import Kind


class ResourceForm(forms.Form):
    """What visitors narrow the resource centre by."""

    q = WordsField(label="Mots cherchés", required=False, max_length=80)
    type = forms.MultipleChoiceField(
        label="Type",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Ce type de ressource n’existe pas. Choisissez dans la liste."},
    )

    def __init__(self, data, *, counts):
        super().__init__(data)
        self.fields["type"].choices = [(kind.value, f"{kind.label} ({counts[kind]})") for kind in Kind]

    def narrow(self, resources):
        """Return those of `resources` that answer what the form understood."""
        self.is_valid()
        if self.cleaned_data.get("type"):
            resources = resources.of_kind(*self.cleaned_data["type"])
        if self.cleaned_data.get("q"):
            resources = resources.filter(title__icontains=self.cleaned_data["q"])
        return resources

    @property
    def is_active(self):
        """Whether the visitor narrows anything."""
        return any(self.cleaned_data.values())
