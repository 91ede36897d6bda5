"""The words that events are filed under."""

from django.db.models import Value

from agenda.models.audience import Audience
from portal.models import CountryGroup, Theme

# The filter of each vocabulary, and what its first choice, all of them, is called.
FIELDS = {"thematique": "Toutes", "groupe": "Tous", "public": "Tous"}
MODELS = {"thematique": Theme, "groupe": CountryGroup, "public": Audience}


def read_vocabulary():
    """Return the (slug, name) pairs of each filter, by its name: one query for all."""
    first, *others = (
        model.objects.order_by().values_list(Value(name), "slug", "name") for name, model in MODELS.items()
    )
    found = sorted(first.union(*others, all=True), key=lambda row: row[2].casefold())
    return {name: [(slug, label) for kind, slug, label in found if kind == name] for name in FIELDS}
