"""How many resources there are behind each choice that their list offers."""

from django.db.models import F

from portal import counts
from ressources.forms import TERMS

GROUPS = {
    "type": F("kind"),
    "thematique": F("themes"),
    "pays": F("country_groups"),
    "annee": counts.start_of("dated_on", 4),
    "langue": F("language"),
    "editeur": F("publisher"),
}


def counts_of(resources, form):
    """Return the number of resources by value of each filter, the others being what `form` says: see portal.counts."""
    found = counts.by_choice(GROUPS, lambda name: form.narrow(resources, without=name))
    return found | {name: counts.by_slug(found[name], model) for name, model in TERMS.items()}
