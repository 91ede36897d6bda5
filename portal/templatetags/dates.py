"""Dates as a French reader writes them."""

from django import template
from django.utils.formats import date_format

register = template.Library()

MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")


@register.filter
def day_in_words(day):
    """Write one day in full.

    >>> from datetime import date
    >>> day_in_words(date(2026, 3, 1)), day_in_words(date(2024, 4, 25))
    ('1er mars 2026', '25 avril 2024')
    """
    return f"{_number(day)} {date_format(day, 'F Y')}"


@register.filter
def month_badge(day):
    """Write the month of a badge, shortened as French calendars do.

    >>> from datetime import date
    >>> [month_badge(date(2024, month, 1)) for month in (1, 4, 6, 7, 11)]
    ['janv.', 'avr.', 'juin', 'juil.', 'nov.']
    """
    return MONTHS[day.month - 1]


@register.filter
def date_range(start, end=None):
    """Write the days from `start` to `end` as a French reader would, repeating nothing.

    >>> from datetime import date
    >>> date_range(date(2026, 3, 1))
    '1er mars 2026'
    >>> date_range(date(2026, 3, 12), date(2026, 3, 14))
    'du 12 au 14 mars 2026'
    >>> date_range(date(2026, 2, 28), date(2026, 3, 1))
    'du 28 février au 1er mars 2026'
    >>> date_range(date(2025, 12, 31), date(2026, 1, 2))
    'du 31 décembre 2025 au 2 janvier 2026'
    """
    if end is None or end == start:
        return day_in_words(start)
    if start.year != end.year:
        first = day_in_words(start)
    elif start.month != end.month:
        first = f"{_number(start)} {date_format(start, 'F')}"
    else:
        first = _number(start)
    return f"du {first} au {day_in_words(end)}"


def _number(day):
    return "1er" if day.day == 1 else str(day.day)
