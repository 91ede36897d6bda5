"""What editors learn of searches: the words that visitors looked for in vain."""

from wagtail.admin.views.reports import ReportView

from portal.models import FruitlessSearch


class FruitlessSearchReport(ReportView):
    """Words that found nothing, the most often looked for first."""

    page_title = "Recherches sans résultat"
    header_icon = "search"
    results_template_name = "portal/cms/fruitless_searches.html"
    index_url_name = "fruitless_searches"
    index_results_url_name = "fruitless_searches_results"
    export_headings = {"words": "Mots cherchés", "count": "Fois", "last_on": "Dernière fois"}
    list_export = ["words", "count", "last_on"]

    def get_queryset(self):
        return FruitlessSearch.objects.all()

    def get_filename(self):
        return "recherches-sans-resultat"
