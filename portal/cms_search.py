"""What editors learn of searches: the words that visitors looked for in vain."""

from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from portal.models import FruitlessSearch
from portal.vigilance.needs import Need, day_column


class FruitlessFilterSet(WagtailFilterSet):
    class Meta:
        model = FruitlessSearch
        fields = {"count": ["gte"], "last_on": ["gte", "lte"]}


def answer_url(search):
    """Return the address of the form that puts a page first for some words."""
    return reverse("wagtailsearchpromotions:add")


class FruitlessSearchReport(Need):
    """Words that found nothing, the most often looked for first."""

    slug = "recherches"
    page_title = "Recherches sans résultat"
    header_icon = "search"
    one, many = "recherche sans résultat", "recherches sans résultat"
    advice = "Écrivez ce qui manque avec ces mots, ou mettez une page en tête pour eux."
    order = 210
    columns = [
        TitleColumn("words", label="Mots cherchés", get_url=answer_url, sort_key="words"),
        Column("count", label="Fois", sort_key="count"),
        day_column("last_on", "Dernière fois"),
    ]
    default_ordering = "-count"
    filterset_class = FruitlessFilterSet
    no_results_message = "Aucune recherche n’est restée sans résultat."

    @classmethod
    def records(cls):
        return FruitlessSearch.objects.all()

    @classmethod
    def mendable(cls, user):
        return cls.records() if cls.is_for(user) else cls.records().none()

    def mend_url(self, item):
        return answer_url(item)
