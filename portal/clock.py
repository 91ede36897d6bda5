"""Whether the clock may be believed by what deletes because time has passed.

A clock that leaps would make everything old at once. What is deleted is asked about often: when a week seems to have
passed since it was asked last, nothing is deleted for a day, which leaves somebody the time to put the clock right.
"""

import json
from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

LEAP = timedelta(days=7)
PATIENCE = timedelta(days=1)
WARNING = (
    "Rien n’est supprimé aujourd’hui : l’horloge a sauté de plus d’une semaine, ou la machine était arrêtée."
    " Vérifiez l’heure (timedatectl)."
)


def is_steady():
    """Note that the clock was looked at; return whether it ran on without a leap for the last day that it is known."""
    now, path = timezone.now(), settings.DATA_DIR / "clock.json"
    seen, leapt = now, None
    # Unreadable or absent: known from now on.
    with suppress(OSError, ValueError, KeyError, TypeError):
        noted = json.loads(path.read_text(encoding="utf-8"))
        seen = datetime.fromisoformat(noted["seen"])
        leapt = datetime.fromisoformat(noted["leapt"]) if noted["leapt"] else None
    if now - seen > LEAP:
        leapt = now
    elif leapt and not leapt <= now < leapt + PATIENCE:
        leapt = None
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps({"seen": now.isoformat(), "leapt": leapt and leapt.isoformat()}), encoding="utf-8")
    draft.replace(path)
    return leapt is None
