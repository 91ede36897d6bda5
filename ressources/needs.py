"""What cannot be read by who does not hear it: sounds and films without captions nor transcript."""

from django.db.models import Q
from wagtail.admin.ui.tables import Column
from wagtail.models import Page, ReferenceIndex

from portal.models import PortalMedia
from portal.models.recordings import EXEMPT_BEFORE
from portal.vigilance.needs import PageNeed, page_columns
from ressources.kinds import Kind
from ressources.models import ResourcePage


def untranscribed():
    """Return the sounds and films that have neither captions nor transcript."""
    return PortalMedia.objects.filter(captions="", transcript="")


def reason(page):
    """Why a page may do without for now, in words."""
    page = page.specific
    if getattr(page, "is_exempt", False):
        return "dispensé par sa date (avant le 23 septembre 2020)"
    return "à transcrire"


class WithoutTranscriptReport(PageNeed):
    """The published pages, of every kind, that show a sound or a film that one cannot read."""

    slug = "sans-transcription"
    page_title = "Sans transcription"
    header_icon = "openquote"
    one, many = "page au son ou au film sans transcription", "pages au son ou au film sans transcription"
    advice = "Ajoutez des sous-titres ou une transcription sur la fiche du son ou de la vidéo."
    order = 160
    columns = page_columns(Column("reason", label="Pourquoi", accessor=reason))

    @classmethod
    def records(cls):
        silent = list(untranscribed())
        references = ReferenceIndex.get_references_to_in_bulk(silent) if silent else ReferenceIndex.objects.none()
        pages = references.filter(base_content_type=ReferenceIndex._get_base_content_type(Page))
        shown = pages.values_list("object_id", flat=True)
        outside = ResourcePage.objects.filter(kind=Kind.FILM, external_transcript="").exclude(external_url="")
        keys = Q(pk__in=[int(key) for key in shown]) | Q(pk__in=outside.values("pk"))
        return Page.objects.live().filter(keys)

    @classmethod
    def count(cls, user):
        """Return how many of them the law does not exempt."""
        undated = Q(recording__recorded_on=None, dated_on__lt=EXEMPT_BEFORE)
        exempt = ResourcePage.objects.filter(undated | Q(recording__recorded_on__lt=EXEMPT_BEFORE))
        return cls.mendable(user).exclude(pk__in=exempt.values("pk")).order_by().count()


NEEDS = [WithoutTranscriptReport]
