from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.inputs import DayInput, HourInput, read_day, read_hour
from agenda.words import hour
from portal.templatetags.dates import day_in_words


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_that_the_site_writes_is_understood_when_typed(day):
    assert read_day(day_in_words(day)) == day.isoformat()
    assert read_day(f"{day.day}/{day.month}/{day.year:04}") == day.isoformat()
    assert read_day(day.isoformat()) == day.isoformat()


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_every_hour_that_the_site_writes_is_understood_when_typed(at):
    hours, minutes = map(int, read_hour(hour(at)).split(":"))
    assert time(hours, minutes) == at


@given(st.text())
def test_no_text_breaks_the_reading_of_days_and_hours(text):
    assert isinstance(read_day(text), str)
    assert isinstance(read_hour(text), str)


@pytest.mark.parametrize(("typed", "read"), [("25/04/2024", "2024-04-25"), ("le jour", "le jour"), ("", "")])
def test_an_input_hands_a_day_on_as_iso_writes_it(typed, read):
    assert DayInput().value_from_datadict({"day": typed}, {}, "day") == read


def test_an_input_shows_days_and_hours_as_french_people_write_them():
    assert 'value="25/04/2024"' in DayInput().render("day", date(2024, 4, 25))
    assert 'value="17h30"' in HourInput().render("hour", time(17, 30))
