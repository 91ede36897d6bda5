"""What is known of an event beyond its time and place, for its page."""

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


def sessions_in_words(event):
    """Return each sitting of an event that has several, in words, with what is particular to it."""
    sessions = sorted(event.sessions.all(), key=lambda session: session.span.begin)
    if not sessions:
        return []
    others = [f"{span_in_words(session.span)}{f' : {session.note}' if session.note else ''}" for session in sessions]
    return [span_in_words(event.span), *others]


def _names(records):
    return ", ".join(record.name for record in records.all())
