"""How many records there are behind each choice that a list offers."""

from collections import defaultdict

from django.db.models import CharField, Count, Value
from django.db.models.functions import Cast, Substr


def by_choice(groups, narrow):
    """Return the number of records by value of each filter, the others as they are: {"annee": {"2020": 12}}.

    `groups` says by its name what each filter groups the records by, and `narrow(name)` gives the records that the
    other filters leave. Values are texts. One reading of the database, however many filters.
    """
    parts = [_grouped(narrow(name), name, key) for name, key in groups.items()]
    found = defaultdict(dict)
    for name, value, number in parts[0].union(*parts[1:], all=True):
        if value:
            found[name][value] = number
    return found


def _grouped(records, name, key):
    rows = records.order_by().annotate(facet=Value(name, CharField()), value=Cast(key, CharField()))
    return rows.values("facet", "value").annotate(number=Count("pk")).values_list("facet", "value", "number")


def start_of(field, signs):
    """Return the first signs of a day, « 2020-11 », as an expression: a hundred times faster than years on SQLite."""
    return Substr(Cast(field, CharField()), 1, signs)


def by_slug(numbers, model):
    """Return numbers by the slug of each term of a `model`, given by its primary key as a text."""
    return {term.slug: numbers[f"{term.pk}"] for term in model.every() if f"{term.pk}" in numbers}
