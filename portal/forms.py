import re

from django import forms


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


class TermField(forms.Field):
    """A term of the taxonomy, by its address or one that it had."""

    widget = forms.Select

    def __init__(self, model, **kwargs):
        super().__init__(required=False, **kwargs)
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


class SearchForm(forms.Form):
    """The words that a visitor looks for."""

    q = WordsField(
        label="Mots cherchés",
        max_length=200,
        error_messages={
            "required": "Écrivez un ou plusieurs mots.",
            "max_length": "Votre recherche est trop longue : 200 signes au plus.",
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
