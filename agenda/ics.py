"""Events and deadlines as calendar programs read them (RFC 5545)."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event, Timezone

from agenda.choices import State
from agenda.registration import registration
from agenda.spans import instant
from portal.addresses import absolute
from portal.typography import typeset

NAME = "Agenda de Cités Unies France"
WHAT = "Les évènements à venir et ceux des douze derniers mois, avec les échéances."
ZONE = "Europe/Paris"
# The rule of the European Union since 1996.
PARIS = f"""BEGIN:VTIMEZONE
TZID:{ZONE}
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
# What a program that shows no status must still tell, before the title.
BEFORE_TITLE = {
    State.CANCELLED: "ANNULÉ : ",
    State.POSTPONED: "REPORTÉ : ",
    State.TENTATIVE: "À confirmer : ",
    State.FULL: "Complet : ",
}
STATUS = {State.CANCELLED: "CANCELLED", State.POSTPONED: "TENTATIVE", State.TENTATIVE: "TENTATIVE"}
# SEQUENCE counts seconds from here, so that each publication has a greater one.
FIRST_SECOND = 1_577_836_800


def calendar(events, deadlines, path):
    """Return the agenda that programs subscribe to at `path`, as bytes."""
    whole = _empty_calendar()
    whole.add("x-wr-calname", NAME)
    whole.add("name", NAME)
    whole.add("x-wr-caldesc", WHAT)
    whole.add("description", WHAT)
    whole.add("x-wr-timezone", ZONE)
    whole.add("x-published-ttl", "PT12H")
    whole.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    whole.add("source", absolute(path), parameters={"VALUE": "URI"})
    for event in events:
        _add_event(whole, event)
    for deadline in deadlines:
        whole.add_component(_deadline(deadline))
    return whole.to_ical()


def event_calendar(event):
    """Return one event to put into a calendar, as bytes."""
    whole = _empty_calendar()
    _add_event(whole, event)
    return whole.to_ical()


def uid(key):
    """Return the name, for ever the same, of something in calendars: « evenement-12@www.cites-unies-france.org »."""
    return f"{key}@{urlsplit(settings.SITE_URL).hostname}"


def address_of(event):
    """Return the absolute address of the .ics of an event."""
    return absolute(reverse("agenda:event_calendar", args=[event.slug]))


def _empty_calendar():
    whole = Calendar()
    whole.add("prodid", "-//Cités Unies France//Agenda//FR")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", "PUBLISH")
    whole.add_component(Timezone.from_ical(PARIS))
    return whole


def _add_event(whole, event):
    sittings = event.sittings
    for rank, (key, span) in enumerate(sittings, 1):
        words = f" ({rank}/{len(sittings)})" if len(sittings) > 1 else ""
        whole.add_component(_sitting(event, span, f"-{key}" if key else "", words))


def _sitting(event, span, suffix, rank):
    item = Event()
    item.add("uid", uid(f"evenement-{event.pk}{suffix}"))
    item.add("summary", typeset(f"{BEFORE_TITLE.get(event.state, '')}{event.title}{rank}"))
    _add_publication(item, event.last_published_at or event.latest_revision_created_at or event.begin)
    if event.first_published_at:
        item.add("created", event.first_published_at)
    _add_dates(item, span)
    item.add("status", STATUS.get(event.state, "CONFIRMED"))
    item.add("transp", "TRANSPARENT" if event.state in (State.CANCELLED, State.POSTPONED) else "OPAQUE")
    if place := _place(event):
        item.add("location", place)
    item.add("description", typeset(_description(event)))
    item.add("url", absolute(event.url))
    return item


def _place(event):
    return ", ".join(filter(None, [event.where, *(line.strip() for line in event.address.splitlines())]))


def _add_publication(item, published):
    item.add("dtstamp", published)
    item.add("last-modified", published)
    item.add("sequence", max(0, int(published.timestamp()) - FIRST_SECOND))


def _add_dates(item, span):
    """Write days alone, the last one excluded, when it lasts all day; else hours of Paris."""
    if span.starts_at is None:
        item.add("dtstart", span.starts_on)
        item.add("dtend", span.last_day + timedelta(days=1))
        return
    item.add("dtstart", span.begin)
    if span.ends_at or span.last_day != span.starts_on:
        item.add("dtend", span.end)


def _description(event):
    """Return what one must know of an event, in plain text."""
    state = registration(event)
    lines = [
        ". ".join(filter(None, [State(event.state).mark, event.state_note])),
        f"Prévu d’abord {event.former}" if event.former else "",
        event.lead,
        f"Suivre en ligne : {event.join_url}" if event.join_url and event.shows_join_url else "",
        state.words if state else "",
        f"S’inscrire : {event.registration_url}" if state and state.is_open and event.registration_url else "",
        absolute(event.url),
    ]
    return "\n".join(filter(None, lines))


def _deadline(deadline):
    item = Event()
    item.add("uid", uid(deadline.key))
    item.add("summary", typeset(f"Échéance : {deadline.title}"))
    _add_publication(item, deadline.changed_at or instant(timezone.localdate()))
    item.add("dtstart", deadline.on)
    item.add("dtend", deadline.on + timedelta(days=1))
    item.add("transp", "TRANSPARENT")
    item.add("categories", ["Échéance"])
    item.add("description", typeset(f"{deadline.word}.\n{absolute(deadline.url)}"))
    item.add("url", absolute(deadline.url))
    return item
