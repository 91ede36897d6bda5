"""What a date, an hour or a registration must be, told beside the field that one can put right."""

from django.core.exceptions import ValidationError

from agenda.choices import State
from agenda.spans import exists
from portal.days import FIRST_DAY, LAST_DAY
from portal.templatetags.dates import day_in_words


def broken_rules(event, sessions=()):
    """Return what the rows of the database can't refuse, as (field, French sentence) pairs.

    `event` has the fields of an EventPage, empty ones too: drafts are told as well as pages to publish.
    """
    yield from missing_hours(event)
    for rule in (_reason, _join_link, _registration, _sessions):
        yield from rule(event, sessions)


def missing_hours(event):
    """Return the hours of an event that no clock shows on its days, as (field, French sentence) pairs."""
    for day, name in ((event.starts_on, "starts_at"), (event.ends_on or event.starts_on, "ends_at")):
        hour = getattr(event, name)
        if day and hour and FIRST_DAY <= day <= LAST_DAY and not exists(day, hour):
            yield name, "Cette heure n’existe pas ce jour-là : on passe à l’heure d’été, de 2h à 3h."


def check_sessions_follow(event, session):
    """Refuse a session that takes place before the event begins."""
    if event.starts_on and session.day and session.day < event.starts_on:
        raise ValidationError({"day": f"Une séance suit la première, le {day_in_words(event.starts_on)}."})


def _reason(event, sessions):
    if event.state == State.CANCELLED and not event.state_note:
        yield "state_note", "Dites pourquoi l’évènement est annulé : les visiteurs le liront."


def _join_link(event, sessions):
    if event.shows_join_url and not event.join_url:
        yield "join_url", "Donnez le lien à montrer, ou décochez la case."


def _registration(event, sessions):
    opens, closes = event.registration_opens_on, event.registration_closes_on
    if opens and closes and closes < opens:
        yield "registration_closes_on", "La clôture des inscriptions ne peut pas précéder leur ouverture."
    last = max([day for day in (event.starts_on, event.ends_on, *sessions) if day], default=None)
    if last and closes and closes > last:
        yield (
            "registration_closes_on",
            f"Les inscriptions ne peuvent pas se clore après l’évènement, le {day_in_words(last)}.",
        )
    elif last and opens and opens > last:
        yield (
            "registration_opens_on",
            f"Les inscriptions ne peuvent pas s’ouvrir après l’évènement, le {day_in_words(last)}.",
        )


def _sessions(event, sessions):
    if sessions and event.ends_on and event.ends_on != event.starts_on:
        yield "ends_on", "Un évènement en plusieurs séances n’a pas de dernier jour : donnez chaque séance."
