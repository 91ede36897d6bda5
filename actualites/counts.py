"""How many news items there are behind each choice that a list offers."""

from collections import Counter, defaultdict

from django.db.models import CharField, Count, F, Value
from django.db.models.functions import Cast, Substr

from portal.models import CountryGroup, Theme

# What each filter groups the news by. A month is read as text, « 2020-11 »: it is a hundred times faster on SQLite.
GROUPS = {
    "annee": Substr(Cast("published_on", CharField()), 1, 7),
    "thematique": F("themes"),
    "pays": F("country_groups"),
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
    found["annee"], found["mois"] = _years(found["annee"], form.query.get("annee"))
    for name, model in (("thematique", Theme), ("pays", CountryGroup)):
        found[name] = {term.slug: found[name][str(term.pk)] for term in model.every() if str(term.pk) in found[name]}
    return found


def _freed(name):
    """Return the filters that do not hold when choosing a value of this one."""
    return ("annee", "mois") if name == "annee" else (name,)


def _grouped(news, name, key):
    rows = news.order_by().annotate(facet=Value(name, CharField()), value=Cast(key, CharField()))
    return rows.values("facet", "value").annotate(number=Count("pk")).values_list("facet", "value", "number")


def _years(periods, chosen):
    """Return the numbers by year, then those of the months of the year chosen, of numbers by « 2020-11 »."""
    years, months = Counter(), {}
    for period, number in periods.items():
        year, month = period.split("-")
        years[year] += number
        if year == chosen:
            months[str(int(month))] = number
    return years, months
