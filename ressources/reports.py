"""The report of what cannot be read by who does not hear it: sounds and films without captions nor transcript."""

from django.db.models import Q
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page, ReferenceIndex

from portal.models import PortalMedia
from ressources.kinds import Kind
from ressources.models import ResourcePage


def untranscribed():
    """Return the sounds and films that have neither captions nor transcript."""
    return PortalMedia.objects.filter(captions="", transcript="")


def pages_without_transcript():
    """Return the published pages, of every kind, that show a sound or a film that one cannot read."""
    silent = list(untranscribed())
    shown = ReferenceIndex.get_references_to_in_bulk(silent).values_list("object_id", flat=True) if silent else []
    outside = ResourcePage.objects.filter(kind=Kind.FILM, external_transcript="").exclude(external_url="")
    keys = Q(pk__in=[int(key) for key in shown if key.isdigit()]) | Q(pk__in=outside.values("pk"))
    return Page.objects.live().filter(keys).order_by("title")


def reason(page):
    """Why a page may do without for now, in words."""
    page = page.specific
    if getattr(page, "is_exempt", False):
        return "dispensé par sa date (avant le 23 septembre 2020)"
    return "à transcrire"


class WithoutTranscriptReport(ReportView):
    page_title = "Sans transcription"
    header_icon = "openquote"
    index_url_name = "without_transcript_report"
    index_results_url_name = "without_transcript_report_results"
    default_ordering = "title"
    is_searchable = False
    columns = [
        TitleColumn("title", label="Page", url_name="wagtailadmin_pages:edit"),
        Column("reason", label="Pourquoi", accessor=reason),
    ]
    export_headings = {"title": "Page", "reason": "Pourquoi"}
    list_export = ["title", "url"]

    def get_base_queryset(self):
        return pages_without_transcript()
