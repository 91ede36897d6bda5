from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from agenda.spans import Span, exists, instant

# Days around which clocks or calendars jump: summer time, winter time, the new year, a leap day.
JUMPS = [date(2026, 3, 29), date(2026, 10, 25), date(2026, 12, 31), date(2024, 2, 29)]
days = st.one_of(
    st.dates(date(1950, 1, 1), date(2150, 1, 1)),
    st.builds(lambda day, shift: day + timedelta(days=shift), st.sampled_from(JUMPS), st.integers(-2, 2)),
)


@st.composite
def spans(draw):
    """Spans that the database would take."""
    first = draw(days)
    last = draw(st.one_of(st.none(), st.integers(0, 40).map(lambda count: first + timedelta(days=count))))
    hours = draw(st.one_of(st.none(), st.tuples(st.times(), st.one_of(st.none(), st.times()))))
    if hours is None:
        return Span(first, last)
    start, end = hours
    if end and end <= start and (last is None or last == first):
        end = None
    return Span(first, last, start, end)


@settings(max_examples=2000, deadline=None)
@given(spans())
def test_a_span_never_ends_before_it_begins(span):
    assert span.begin.timestamp() <= span.end.timestamp()


@settings(max_examples=2000, deadline=None)
@given(spans())
def test_a_span_begins_on_its_first_day_in_paris_and_ends_by_its_last(span):
    begin, end = (timezone.localtime(at.astimezone(UTC)) for at in (span.begin, span.end))
    assert begin.date() == span.starts_on
    assert end <= instant(span.last_day + timedelta(days=1))
    if span.starts_at is None:
        assert (begin.time(), end.time()) == (time(), time())
        assert end.date() == span.last_day + timedelta(days=1)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)])
def test_a_whole_day_lasts_as_long_as_it_does_in_paris(day, hours):
    span = Span(day)
    assert span.end.timestamp() - span.begin.timestamp() == hours * 3600


def test_the_hour_that_summer_time_skips_is_known_not_to_exist():
    assert not exists(date(2026, 3, 29), time(2, 30))
    assert exists(date(2026, 3, 29), time(3))
    assert exists(date(2026, 10, 25), time(2, 30))


def test_an_end_at_the_turn_of_the_year_is_the_same_instant_everywhere():
    span = Span(date(2026, 12, 31), date(2027, 1, 1), time(22), time(2))
    assert span.begin == datetime(2026, 12, 31, 21, tzinfo=UTC)
    assert span.end == datetime(2027, 1, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "after", "misleads"),
    [
        (Span(date(2026, 3, 1)), Span(date(2026, 3, 2)), True),
        (Span(date(2026, 3, 1)), Span(date(2026, 3, 1), date(2026, 3, 2)), True),
        (Span(date(2026, 3, 1)), Span(date(2026, 3, 1), None, time(9)), False),
        (Span(date(2026, 3, 1), None, time(9)), Span(date(2026, 3, 1), None, time(9), time(10)), False),
        (Span(date(2026, 3, 1), None, time(9)), Span(date(2026, 3, 1), None, time(10)), True),
        (Span(date(2026, 3, 1)), Span(date(2026, 3, 1), date(2026, 3, 1)), False),
    ],
)
def test_a_date_contradicts_another_unless_it_only_says_more(before, after, misleads):
    assert before.contradicts(after) is misleads
