"""An event in the terms of schema.org, for search engines."""

from agenda.choices import Format, Price, State
from portal.addresses import absolute
from portal.models import SiteSettings
from portal.photos import SHARED_SIZE, address_in_size

STATUS = {
    State.CANCELLED: "EventCancelled",
    State.POSTPONED: "EventPostponed",
    State.RESCHEDULED: "EventRescheduled",
}
ATTENDANCE = {
    Format.ON_SITE: "OfflineEventAttendanceMode",
    Format.ONLINE: "OnlineEventAttendanceMode",
    Format.HYBRID: "MixedEventAttendanceMode",
}


def event_data(event):
    """Return the description of an event as {% json_ld %} takes it; what is not known is left out."""
    data = {
        "@type": "Event",
        "name": event.title,
        "url": absolute(event.url),
        "description": event.description,
        **dates(event.spans[0]),
        "eventStatus": f"https://schema.org/{status(event)}",
        "eventAttendanceMode": event.format and f"https://schema.org/{ATTENDANCE[event.format]}",
        "previousStartDate": event.former_span and dates(event.former_span)["startDate"],
        "location": location(event),
        "organizer": {"@type": "Organization", "name": event.organiser or SiteSettings.current().name},
        "audience": [{"@type": "Audience", "audienceType": audience.name} for audience in event.audiences.all()],
        "maximumAttendeeCapacity": event.capacity,
        "offers": offer(event),
        "subEvent": [{"@type": "Event", "name": event.title, **dates(span)} for span in event.spans[1:]],
    }
    if event.price:
        data["isAccessibleForFree"] = event.price == Price.FREE
    if event.image:
        data["image"] = address_in_size(event.image, SHARED_SIZE)
    return {name: value for name, value in data.items() if value not in ("", None, [])}


def status(event):
    """Return the status of an event: a date that changed is told, whatever the editor chose."""
    moved = "EventRescheduled" if event.has_moved else "EventScheduled"
    return STATUS.get(event.state, moved)


def dates(span):
    """Return the beginning and the end of a Span: days alone when it lasts all day, else with the hour of Paris."""
    if span.starts_at is None:
        return {"startDate": span.starts_on.isoformat(), "endDate": span.last_day.isoformat()}
    end = {"endDate": span.end.isoformat()} if span.ends_at else {}
    return {"startDate": span.begin.isoformat()} | end


def location(event):
    """Return the places of an event: on site, online or both."""
    address = ", ".join(event.address.split("\n")).replace("\r", "")
    places = []
    if event.place or address:
        places.append({"@type": "Place", "name": event.place or address, "address": address or event.place})
    if event.format in (Format.ONLINE, Format.HYBRID):
        link = event.join_url if event.shows_join_url else ""
        places.append({"@type": "VirtualLocation", "url": link or absolute(event.url)})
    return places


def offer(event):
    """Return how one registers, while one can."""
    state = event.registration
    if not (state and state.is_open and event.registration_url):
        return None
    price = {"price": 0, "priceCurrency": "EUR"} if event.price == Price.FREE else {}
    return {"@type": "Offer", "url": event.registration_url, "availability": "https://schema.org/InStock"} | price
