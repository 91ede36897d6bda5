import re

from django import forms


class SearchForm(forms.Form):
    """The words that a visitor looks for."""

    q = forms.CharField(
        label="Mots cherchés",
        max_length=200,
        error_messages={
            "required": "Écrivez un ou plusieurs mots.",
            "max_length": "Votre recherche est trop longue : 200 signes au plus.",
            "null_characters_not_allowed": "Votre recherche contient un signe illisible. Écrivez-la de nouveau.",
        },
    )

    def clean_q(self):
        """Keep what was typed, and refuse what holds no word at all."""
        words = self.cleaned_data["q"]
        if not re.search(r"\w", words):
            raise forms.ValidationError("Écrivez un ou plusieurs mots.")
        return words

    def words(self):
        """Return the words alone: nothing that a search engine takes for an operator."""
        return " ".join(re.findall(r"\w+", self.cleaned_data["q"].lower()))
