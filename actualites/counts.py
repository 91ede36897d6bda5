"""How many news items there are behind each choice that their list offers."""

from collections import Counter

from django.db.models import F

from portal import counts
from portal.models import CountryGroup, Theme

GROUPS = {
    "annee": counts.start_of("published_on", 7),
    "thematique": F("themes"),
    "pays": F("country_groups"),
    "type": F("kind"),
    "emetteur": F("speaker"),
}


def counts_of(news, form):
    """Return the number of items by value of each filter, the others being what `form` says: see portal.counts."""
    found = counts.by_choice(GROUPS, lambda name: form.narrow(news, without=_freed(name)))
    found["annee"], found["mois"] = _years(found["annee"], form.query.get("annee"))
    for name, model in (("thematique", Theme), ("pays", CountryGroup)):
        found[name] = counts.by_slug(found[name], model)
    return found


def _freed(name):
    """Return the filters that do not hold when choosing a value of this one."""
    return ("annee", "mois") if name == "annee" else (name,)


def _years(periods, chosen):
    """Return the numbers by year, then those of the months of the year chosen, of numbers by « 2020-11 »."""
    years, months = Counter(), {}
    for period, number in periods.items():
        year, month = period.split("-")
        years[year] += number
        if year == chosen:
            months[str(int(month))] = number
    return years, months
