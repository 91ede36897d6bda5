"""Days and hours in Paris, as the two instants between which something takes place."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.functional import cached_property


def instant(day, hour=time()):
    """Return the aware time of an hour of a day in Paris; of an hour that comes twice, the first."""
    return datetime.combine(day, hour, timezone.get_default_timezone())


def exists(day, hour):
    """Whether clocks in Paris show this hour on this day: one is missing on the night when summer time begins."""
    utc = instant(day, hour).astimezone(timezone.get_fixed_timezone(0))
    return timezone.localtime(utc, timezone.get_default_timezone()).time() == hour


def last_day_of(month):
    """Return the last day of the month that begins on `month`."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """One sitting: a day or several in a row, all day or between hours; an unknown end is that of the last day."""

    starts_on: date
    ends_on: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None

    @property
    def last_day(self):
        return self.ends_on or self.starts_on

    @cached_property
    def begin(self):
        return instant(self.starts_on, self.starts_at or time())

    @cached_property
    def end(self):
        """The first instant at which it is over, never before its beginning."""
        if self.ends_at and self.starts_at:
            end = instant(self.last_day, self.ends_at)
        else:
            end = instant(self.last_day + timedelta(days=1))
        # Typed into the hour that summer time skips, an end may otherwise fall before its beginning.
        return max(end, self.begin, key=datetime.timestamp)

    def contradicts(self, other):
        """Whether who had noted this span would be mistaken now that it is `other`: more precision misleads nobody."""
        days = self.starts_on != other.starts_on or self.last_day != other.last_day
        hours = ((self.starts_at, other.starts_at), (self.ends_at, other.ends_at))
        return days or any(mine and mine != new for mine, new in hours)


# An event asks for the same ones some ten times for its card, and so do those who read it next.
span_of = lru_cache(1000)(Span)


def keep_former(record, told, names):
    """Keep in the fields former_… of a record those of these `names` that visitors read before it moved.

    `told` is the record as visitors read it until now, or None: nobody is misled who has read nothing.
    """
    moved = told and told.span != record.span and told.span.contradicts(record.span)
    for name in names:
        setattr(record, f"former_{name}", told and getattr(told, name if moved else f"former_{name}"))
