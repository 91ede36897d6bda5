"""What is to be told again of the news."""

from datetime import timedelta

from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from actualites.models import NewsPage
from portal.vigilance.needs import PageNeed, day_column, page_columns

# How long before its last day a call may be recalled to visitors.
AHEAD = timedelta(days=14)


class NewsFilterSet(WagtailFilterSet):
    class Meta:
        model = NewsPage
        fields = ["kind", "speaker"]


class ClosingNews(PageNeed):
    """Published news that awaits answers until a day of the coming two weeks."""

    slug = "actualites-bientot-closes"
    page_title = "Actualités bientôt closes"
    header_icon = "time"
    one, many = "actualité dont la date limite approche", "actualités dont la date limite approche"
    advice = "Sous quinze jours : mettez-la à la une, ou prolongez-la si la date a changé."
    order = 132
    columns = page_columns(Column("get_kind_display", label="Nature"), day_column("closes_on", "Date limite"))
    default_ordering = "closes_on"
    filterset_class = NewsFilterSet

    @classmethod
    def records(cls):
        today = timezone.localdate()
        return NewsPage.objects.live().filter(closes_on__range=(today, today + AHEAD))


NEEDS = [ClosingNews]
