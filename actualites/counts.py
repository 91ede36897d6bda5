"""How many news items there are behind each choice that a list offers."""

from collections import defaultdict

from django.db.models import CharField, Count, F, Value
from django.db.models.functions import Cast, ExtractMonth, ExtractYear

# What each filter groups the news by.
GROUPS = {
    "annee": ExtractYear("published_on"),
    "mois": ExtractMonth("published_on"),
    "thematique": F("themes__slug"),
    "pays": F("country_groups__slug"),
    "type": F("kind"),
    "emetteur": F("speaker"),
}


def counts(news, form):
    """Return the number of items by value of each filter, the others being what `form` says: {"annee": {"2020": 12}}.

    One reading of the database, however many filters.
    """
    parts = [_grouped(form.narrow(news, without=_freed(name)), name, key) for name, key in GROUPS.items()]
    found = defaultdict(dict)
    for name, value, number in parts[0].union(*parts[1:], all=True):
        if value:
            found[name][value] = number
    return found


def _freed(name):
    """Return the filters that do not hold when choosing a value of this one."""
    return ("annee", "mois") if name == "annee" else (name,)


def _grouped(news, name, key):
    rows = news.order_by().annotate(facet=Value(name, CharField()), value=Cast(key, CharField()))
    return rows.values("facet", "value").annotate(number=Count("pk")).values_list("facet", "value", "number")
