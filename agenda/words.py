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
    hours = f"de {hour(starts_at)} à {hour(ends_at)}" if ends_at else f"à {hour(starts_at)}"
    return f"{days}, {hours}"


def hour(time):
    """Write an hour: « 17h30 », « 9h »."""
    return f"{time.hour}h{time.minute:02}" if time.minute else f"{time.hour}h"


def span_in_words(span):
    return when(span.starts_on, span.ends_on, span.starts_at, span.ends_at)


def spans_in_words(spans):
    """Write one Span whole; of several, in their order, the number and the days.

    >>> from datetime import date
    >>> from agenda.spans import Span
    >>> spans_in_words([Span(date(2026, 3, 3)), Span(date(2026, 3, 10)), Span(date(2026, 4, 1))])
    '3 séances, du 3 mars au 1er avril 2026'
    """
    if len(spans) == 1:
        return span_in_words(spans[0])
    first, last = spans[0].starts_on, max(span.last_day for span in spans)
    return f"{len(spans)} séances, {when(first, last)}"


def counted(number, one, many):
    """Write a number of things; none is one of them for French.

    >>> counted(0, "évènement", "évènements"), counted(2, "évènement à venir", "évènements à venir")
    ('0 évènement', '2 évènements à venir')
    """
    return f"{number} {many if number > 1 else one}"
