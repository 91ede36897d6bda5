"""Whether one may register for an event, in words."""

from collections import namedtuple

from django.utils import timezone

from agenda.choices import State
from portal.templatetags.dates import day_in_words

# `is_open`: whether the link and the address are shown. `words`: what is said of it.
Registration = namedtuple("Registration", "is_open words")

NOT_TAKING = {
    State.CANCELLED: "L’évènement est annulé : les inscriptions sont closes.",
    State.FULL: "L’évènement est complet : les inscriptions sont closes.",
    State.POSTPONED: "Les inscriptions reprendront quand la nouvelle date sera connue.",
}


def registration(event, today=None):
    """Return the Registration of an event on `today`, by default in Paris; None if one need not register."""
    today = today or timezone.localdate()
    opens, closes = event.registration_opens_on, event.registration_closes_on
    if not (event.registration_url or event.registration_email or opens or closes):
        return None
    if event.state in NOT_TAKING:
        return Registration(False, NOT_TAKING[State(event.state)])
    if closes and today > closes:
        return Registration(False, f"Les inscriptions sont closes depuis le {day_in_words(closes)}.")
    if opens and today < opens:
        return Registration(False, f"Les inscriptions ouvrent le {day_in_words(opens)}.")
    return Registration(True, f"Inscriptions jusqu’au {day_in_words(closes)} compris." if closes else "")
