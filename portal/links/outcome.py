"""What comes of a visit, in a state and in French words."""

import ssl
from dataclasses import dataclass

from urllib3.exceptions import ConnectTimeoutError, LocationParseError, NameResolutionError

from portal.models.links import LinkState


@dataclass(frozen=True)
class Outcome:
    """A LinkState and, unless it is good, why; `is_passing` when it may be better in a moment."""

    state: LinkState
    reason: str = ""
    is_passing: bool = False


WELL = Outcome(LinkState.WELL)


def broken(reason):
    return Outcome(LinkState.BROKEN, reason)


def silent(reason):
    return Outcome(LinkState.SILENT, reason, is_passing=True)


class PrivateAddress(Exception):
    """The name leads to a machine that visitors cannot reach, and that we must not ask."""


LOOP = broken("Cette adresse renvoie sans fin d’une page à l’autre.")
LATE = silent("Le site ne répond pas à temps.")
WORDS = {
    401: "Ce site demande un mot de passe (401) : vérifiez le lien à la main.",
    403: "Ce site refuse les robots (403) : vérifiez le lien à la main.",
    404: "La page n’existe plus (404).",
    410: "La page a été supprimée (410).",
    429: "Ce site limite les visites des robots (429) : vérifiez le lien à la main.",
}
REFUSALS = {401, 402, 403, 405, 406, 407, 429, 451, 999}


def outcome_of_status(status):
    """Return the Outcome of the last answer of a site.

    >>> outcome_of_status(204).state.label, outcome_of_status(410).reason
    ('répond', 'La page a été supprimée (410).')
    """
    if status < 400:
        return WELL
    if status in REFUSALS:
        reason = WORDS.get(status, f"Ce site refuse les robots ({status}) : vérifiez le lien à la main.")
        return Outcome(LinkState.REFUSED, reason, is_passing=status == 429)
    if status >= 500:
        return silent(f"Le site est en panne ({status}).")
    return broken(WORDS.get(status, f"Le site refuse cette adresse ({status})."))


def outcome_of_error(error):
    """Return the Outcome of a visit that got no answer."""
    match error:
        case PrivateAddress():
            return broken("Cette adresse est celle d’un réseau privé : les visiteurs ne l’atteignent pas.")
        case NameResolutionError():
            return silent("Ce nom de site est introuvable.")
        case ssl.SSLError():
            return silent("Le certificat de sécurité du site n’est pas valable.")
        case ConnectTimeoutError() | TimeoutError():
            return LATE
        case LocationParseError() | UnicodeError() | ValueError():
            return broken("Cette adresse est mal écrite.")
    return silent("Le site refuse ou coupe la connexion.")
