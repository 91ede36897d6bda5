"""The agenda for calendar programs and feed readers."""

import hashlib

from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date, quote_etag
from django.views.decorators.http import require_safe
from wagtail.models import ModelLogEntry, PageLogEntry

from agenda import feeds, ics
from agenda.choices import Nature, Period
from agenda.entries import deadlines_in_calendars
from agenda.models import EventPage
from agenda.selection import read_form
from agenda.spans import instant

CALENDAR, RSS = "text/calendar; charset=utf-8", "application/rss+xml; charset=utf-8"
WORDS = "Cet abonnement n’existe pas ou plus : {}"


@require_safe
def calendar(request):
    """The events to come and of the last 12 months, narrowed as the page of the agenda is."""
    return _feed(request, ics.calendar, CALENDAR)


@require_safe
def rss(request):
    """The events to come and the deadlines, for feed readers."""
    return _feed(request, feeds.rss, RSS, default=Period.UPCOMING)


@require_safe
def event_calendar(request, slug):
    """One event, whatever its age."""
    event = get_object_or_404(EventPage.objects.published(), slug=slug)
    response = _answer(request, ics.event_calendar(event), CALENDAR, event.last_published_at)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{event.slug}.ics")
    return response


def _feed(request, write, content_type, default=Period.ALL):
    events = EventPage.objects.published()
    form = read_form(request.GET, events.extent(), default=default)
    if form.errors:
        sentences = [str(error) for errors in form.errors.values() for error in errors]
        return HttpResponse(WORDS.format(" ".join(sentences)), status=404, content_type="text/plain; charset=utf-8")
    narrowed = form.within_days(form.narrow(events))
    shown = {Period.UPCOMING: narrowed.upcoming, Period.PAST: narrowed.past, Period.ALL: narrowed.all}[form.period]()
    shown = shown.in_calendars().with_sessions().read() if form.nature != Nature.DEADLINES else ()
    deadlines = deadlines_in_calendars(narrowed, form) if form.nature != Nature.EVENTS else ()
    return _answer(request, write(shown, deadlines, request.get_full_path()), content_type, _last_change())


def _last_change():
    """Return when a page or a record last changed or went; this morning at the earliest: time alone changes it."""
    changes = [log.objects.aggregate(last=Max("timestamp"))["last"] for log in (PageLogEntry, ModelLogEntry)]
    return max(filter(None, [*changes, instant(timezone.localdate())]))


def _answer(request, body, content_type, changed_at):
    """Answer with `body`, or with 304 to who already has it."""
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    changed = int(changed_at.timestamp()) if changed_at else None
    response = HttpResponse(body, content_type=content_type)
    response["Cache-Control"] = "public, max-age=900"
    response["ETag"] = etag
    if changed:
        response["Last-Modified"] = http_date(changed)
    return get_conditional_response(request, etag, changed, response)
