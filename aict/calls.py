"""The state of a call, which follows from its dates and today's in Paris, and is never typed.

>>> from types import SimpleNamespace
>>> from datetime import date
>>> call = SimpleNamespace(is_permanent=False, opens_on=date(2026, 3, 1), closes_on=date(2026, 3, 31))
>>> [state_of(call, date(2026, month, 1)).label for month in (2, 3, 4)]
['à venir, ouvre le 1er mars 2026', 'clôture dans 30 jours', 'clos depuis le 31 mars 2026']
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.templatetags.dates import day_in_words

# A call is said to be closing this many days before its last day.
CLOSING_DAYS = 30


class State(models.TextChoices):
    UPCOMING = "a-venir", "à venir"
    OPEN = "ouvert", "ouvert"
    CLOSING = "cloture-proche", "clôture proche"
    CLOSED = "clos", "clos"
    PERMANENT = "permanent", "permanent"
    UNKNOWN = "non-precise", "non précisé"


@dataclass(frozen=True)
class CallState:
    """A State and the words that say it on this day."""

    state: State
    label: str


def state_of(call, today=None):
    """Return the CallState of `call` (is_permanent, opens_on, closes_on) on `today`, a date, by default in Paris."""
    today = today or timezone.localdate()
    if call.is_permanent:
        return CallState(State.PERMANENT, "permanent")
    if call.opens_on and today < call.opens_on:
        return CallState(State.UPCOMING, f"à venir, ouvre le {day_in_words(call.opens_on)}")
    if call.closes_on is None:
        return CallState(State.OPEN, "ouvert") if call.opens_on else CallState(State.UNKNOWN, "non précisé")
    if today > call.closes_on:
        return CallState(State.CLOSED, f"clos depuis le {day_in_words(call.closes_on)}")
    return _closing(call, (call.closes_on - today).days)


def _closing(call, days):
    if days > CLOSING_DAYS:
        return CallState(State.OPEN, f"ouvert jusqu’au {day_in_words(call.closes_on)}")
    words = {0: "clôture aujourd’hui", 1: "clôture demain"}.get(days, f"clôture dans {days} jours")
    return CallState(State.CLOSING, words)


def state_condition(state, today):
    """Return the Q that holds for calls which are in `state` on `today`; the six exclude one another."""
    dated = Q(is_permanent=False)
    upcoming = dated & Q(opens_on__gt=today)
    started = dated & (Q(opens_on=None) | Q(opens_on__lte=today))
    soon = today + timedelta(days=CLOSING_DAYS)
    return {
        State.PERMANENT: Q(is_permanent=True),
        State.UPCOMING: upcoming,
        State.UNKNOWN: dated & Q(opens_on=None, closes_on=None),
        State.CLOSED: started & Q(closes_on__lt=today),
        State.CLOSING: started & Q(closes_on__gte=today, closes_on__lte=soon),
        State.OPEN: started & (Q(closes_on__gt=soon) | Q(opens_on__isnull=False, closes_on=None)),
    }[state]
