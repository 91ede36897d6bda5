"""Which copies of the site are kept: many of late, few of old."""

import shutil
import time
from datetime import datetime, timedelta

from portal.backup.archive import NAMES

MOMENT = "%Y-%m-%dT%H%M%S"
DAYS, WEEKS, MONTHS = 7, 4, 12


def kept(moments):
    """Return those of these datetimes that are kept: all of two days, the last of 7 days, 4 weeks, 12 months.

    >>> year = [datetime(2026, 12, 31, 3) - timedelta(days=n) for n in range(365)]
    >>> len(kept(year))
    20
    >>> kept(year[:2]) == set(year[:2])
    True
    """
    found = {moment for moment in moments if max(moments) - moment < timedelta(days=2)}
    for number, period in ((DAYS, "%Y-%j"), (WEEKS, "%G-%V"), (MONTHS, "%Y-%m")):
        last = {moment.strftime(period): moment for moment in sorted(moments)}
        found |= set(sorted(last.values())[-number:])
    return found


def rotate(folder):
    """Delete the copies in `folder` that are not kept; return their names. Other files are left alone."""
    found = ((path, NAMES.fullmatch(path.name)) for path in folder.iterdir())
    copies = {path: datetime.strptime(name[1], MOMENT) for path, name in found if name}
    keep = kept(list(copies.values()))
    gone = [path for path, moment in copies.items() if moment not in keep]
    for path in gone:
        path.unlink()
    return [path.name for path in gone]


def clear_leftovers(folder):
    """Delete what copies that were cut short (a machine that stopped) left in `folder`, once it is a day old."""
    for path in folder.glob(".portail-*"):
        if path.stat().st_mtime < time.time() - 24 * 3600:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
