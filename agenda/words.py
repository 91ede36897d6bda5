"""The time of an event in words."""

from portal.templatetags.dates import date_range


def when(starts_on, ends_on=None, starts_at=None, ends_at=None):
    """Write the days and hours of an event.

    >>> from datetime import date, time
    >>> when(date(2024, 4, 25), None, time(17, 30), time(18, 15))
    'le 25 avril 2024, de 17h30 à 18h15'
    >>> when(date(2024, 11, 18), date(2024, 11, 21))
    'du 18 au 21 novembre 2024'
    >>> when(date(2024, 11, 18), None, time(9))
    'le 18 novembre 2024, à 9h'
    """
    days = date_range(starts_on, ends_on)
    days = days if days.startswith("du ") else f"le {days}"
    if starts_at is None:
        return days
    hours = f"de {_hour(starts_at)} à {_hour(ends_at)}" if ends_at else f"à {_hour(starts_at)}"
    return f"{days}, {hours}"


def _hour(time):
    return f"{time.hour}h{time.minute:02}" if time.minute else f"{time.hour}h"
