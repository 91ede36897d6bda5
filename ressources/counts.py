"""How many resources there are behind each choice that the list offers."""

from collections import defaultdict

from django.db.models import CharField, Count, F, Value
from django.db.models.functions import Cast, Substr

from ressources.forms import TERMS

# What each filter groups the resources by. A year is read as text: it is a hundred times faster on SQLite.
GROUPS = {
    "type": F("kind"),
    "thematique": F("themes"),
    "pays": F("country_groups"),
    "annee": Substr(Cast("dated_on", CharField()), 1, 4),
    "langue": F("language"),
    "editeur": F("publisher"),
}


def counts(resources, form):
    """Return the number of resources by value of each filter, the others being what `form` says.

    {"annee": {"2020": 12}}; one reading of the database, however many filters.
    """
    parts = [_grouped(form.narrow(resources, without=name), name, key) for name, key in GROUPS.items()]
    found = defaultdict(dict)
    for name, value, number in parts[0].union(*parts[1:], all=True):
        if value:
            found[name][value] = number
    for name, model in TERMS.items():
        found[name] = {term.slug: found[name][str(term.pk)] for term in model.every() if str(term.pk) in found[name]}
    return found


def _grouped(resources, name, key):
    rows = resources.order_by().annotate(facet=Value(name, CharField()), value=Cast(key, CharField()))
    return rows.values("facet", "value").annotate(number=Count("pk")).values_list("facet", "value", "number")
