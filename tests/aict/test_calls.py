"""The state of a call follows from its dates; the filter and the label never disagree."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aict.calls import CLOSING_DAYS, State, state_of
from aict.models import FundingSource
from tests.factories import FundingSourceFactory

TODAY = date(2026, 6, 15)


@st.composite
def calls(draw):
    """Dates that the database accepts: a permanent source has none, a call closes after it opens."""
    if draw(st.booleans()):
        return SimpleNamespace(is_permanent=True, opens_on=None, closes_on=None)
    near = st.integers(-60, 60).map(lambda days: TODAY + timedelta(days=days))
    opens_on, closes_on = draw(st.none() | near), draw(st.none() | near)
    if opens_on and closes_on and closes_on < opens_on:
        opens_on, closes_on = closes_on, opens_on
    return SimpleNamespace(is_permanent=False, opens_on=opens_on, closes_on=closes_on)


@pytest.mark.parametrize(
    ("opens", "closes", "state", "label"),
    [
        (1, None, State.UPCOMING, "à venir, ouvre le 16 juin 2026"),
        (0, None, State.OPEN, "ouvert"),
        (-1, CLOSING_DAYS + 1, State.OPEN, "ouvert jusqu’au 16 juillet 2026"),
        (None, CLOSING_DAYS, State.CLOSING, "clôture dans 30 jours"),
        (None, 1, State.CLOSING, "clôture demain"),
        (None, 0, State.CLOSING, "clôture aujourd’hui"),
        (None, -1, State.CLOSED, "clos depuis le 14 juin 2026"),
        (None, None, State.UNKNOWN, "non précisé"),
    ],
)
def test_a_call_says_where_it_stands(opens, closes, state, label):
    days = [None if number is None else TODAY + timedelta(days=number) for number in (opens, closes)]
    found = state_of(SimpleNamespace(is_permanent=False, opens_on=days[0], closes_on=days[1]), TODAY)
    assert (found.state, found.label) == (state, label)


def test_today_is_the_day_of_paris(time_machine):
    call = SimpleNamespace(is_permanent=False, opens_on=None, closes_on=date(2026, 6, 15))

    time_machine.move_to("2026-06-15T21:59:00+00:00", tick=False)
    assert state_of(call).label == "clôture aujourd’hui"

    time_machine.move_to("2026-06-15T22:01:00+00:00", tick=False)
    assert state_of(call).label == "clos depuis le 15 juin 2026"


@given(dates=st.lists(calls(), min_size=1, max_size=5))
def test_the_filter_finds_each_call_in_the_one_state_that_its_label_says(dates, django_db_blocker, django_db_setup):
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        sources = [FundingSourceFactory(**vars(call)) for call in dates]
        keys = [source.pk for source in sources]
        for source in sources:
            found = [
                s for s in State if FundingSource.objects.filter(pk__in=keys).in_state(s, TODAY).filter(pk=source.pk)
            ]
            assert found == [state_of(source, TODAY).state]
        transaction.set_rollback(True)
