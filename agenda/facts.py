"""What is known of an event beyond its time and place, for its page and its cards."""

from agenda.choices import Price, State
from agenda.words import span_in_words


def event_facts(event):
    """Return the (label, value) pairs of what is known."""
    facts = [
        ("Organisateur", event.organiser),
        ("Partenaires", event.partners),
        ("Public", _names(event.audiences)),
        ("Tarif", ", ".join(filter(None, [Price(event.price).label if event.price else "", event.price_note]))),
        ("Places", event.capacity if event.state != State.FULL else ""),
        ("Thématiques", _names(event.themes)),
        ("Groupes-pays", _names(event.country_groups)),
    ]
    return [(label, value) for label, value in facts if value]


def event_marks(event):
    """Return what visitors must know before they plan on an event, each in a word or two."""
    if event.is_past and not event.is_off:
        return []
    marks = [State(event.state).mark if event.state else ""]
    if event.is_under_way and not event.is_off:
        marks.append("En cours")
    if event.has_moved and event.state in (State.CONFIRMED, State.FULL, State.TENTATIVE):
        marks.append("Date modifiée")
    return [mark for mark in marks if mark]


def sessions_in_words(event):
    """Return each sitting of an event that has several, in words, with what is particular to it."""
    sessions = sorted(event.sessions.all(), key=lambda session: session.span.begin)
    if not sessions:
        return []
    return [span_in_words(event.span), *map(_session, sessions)]


def _session(session):
    former = f" (prévue d’abord {span_in_words(session.former_span)})" if session.former_span else ""
    return f"{span_in_words(session.span)}{former}{f' : {session.note}' if session.note else ''}"


def _names(records):
    return ", ".join(record.name for record in records.all())
