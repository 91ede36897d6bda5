"""Dates and hours as French people type them: 25/04/2024, 25 avril 2024, 17h30."""

import re
import unicodedata
from contextlib import suppress
from datetime import date

from django import forms

MONTHS = ["janvier", "fevrier", "mars", "avril", "mai", "juin"]
MONTHS += ["juillet", "aout", "septembre", "octobre", "novembre", "decembre"]
NUMBERS = re.compile(r"(\d{1,2})[\s/.-]+(\d{1,2})[\s/.-]+(\d{4}|\d{2})")
WORDS = re.compile(r"(?:[a-z]+ )?(\d{1,2})(?:er)? ([a-z]{3,9})\.? (\d{4})")
HOUR = re.compile(r"(\d{1,2})\s*(?:h|:|\.|heures?)\s*(\d{2})?(?:\s*(?:min|mn))?")


def read_day(text):
    """Return a day typed in French as ISO writes it; what isn't understood is returned as it was typed.

    >>> [read_day(text) for text in ("25/04/2024", "5.4.24", "1er mars 2026", "jeudi 25 avr. 2024", "2024-04-25")]
    ['2024-04-25', '2024-04-05', '2026-03-01', '2024-04-25', '2024-04-25']
    >>> read_day("31/02/2024"), read_day("demain")
    ('31/02/2024', 'demain')
    """
    plain = _plain(text)
    if found := NUMBERS.fullmatch(plain):
        day, month, year = map(int, found.groups())
    elif found := WORDS.fullmatch(plain):
        day, month, year = int(found[1]), _month(found[2]), int(found[3])
    else:
        return text
    try:
        return date(year + 2000 if year < 100 else year, month, day).isoformat()
    except ValueError:
        return text


def read_hour(text):
    """Return an hour typed in French as ISO writes it; what isn't understood is returned as it was typed.

    >>> [read_hour(text) for text in ("17h30", "9h", "9 h 05", "17:30", "midi", "25h", "tôt")]
    ['17:30', '9:00', '9:05', '17:30', '12:00', '25:00', 'tôt']
    """
    plain = {"midi": "12h", "minuit": "0h"}.get(_plain(text), _plain(text))
    found = HOUR.fullmatch(plain)
    return f"{found[1]}:{found[2] or '00'}" if found else text


def _plain(text):
    letters = unicodedata.normalize("NFKD", text.lower())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def _month(name):
    """Return the number of a month from at least its first three letters; 0 for no month."""
    found = [number for number, month in enumerate(MONTHS, 1) if month.startswith(name)]
    return found[0] if len(found) == 1 else 0


class DayInput(forms.DateInput):
    """A day, typed: no calendar opens, which would undo what it doesn't read."""

    def __init__(self, attrs=None):
        super().__init__({"autocomplete": "off", "placeholder": "jj/mm/aaaa", **(attrs or {})}, "%d/%m/%Y")

    def format_value(self, value):
        """Show again in French the day that was read."""
        with suppress(TypeError, ValueError):
            value = date.fromisoformat(value)
        return super().format_value(value)

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value and read_day(value)


class HourInput(forms.TimeInput):
    """An hour, typed."""

    def __init__(self, attrs=None):
        super().__init__({"autocomplete": "off", "placeholder": "17h30", **(attrs or {})}, "%Hh%M")

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value and read_hour(value)
