"""The days that the site can hold: a year typed without one of its figures is a mistake."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator

# What a calendar program and a database both understand.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
# What is kept in a centre of resources may be older than calendars.
OLDEST_DAY = date(1000, 1, 1)


def day_validators(first=FIRST_DAY):
    """Return the validators of a day, from `first` on."""
    message = f"Cette date est hors du calendrier : de {first.year} à {LAST_DAY.year}."
    return [MinValueValidator(first, message), MaxValueValidator(LAST_DAY, message)]
