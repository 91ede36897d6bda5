from datetime import date, time
from types import SimpleNamespace

import pytest

from agenda.rules import broken_rules

FIELDS = {
    **dict.fromkeys(["ends_on", "starts_at", "ends_at", "registration_opens_on", "registration_closes_on"]),
    "starts_on": date(2026, 6, 15),
    "state": "confirme",
    "state_note": "",
    "join_url": "",
    "shows_join_url": False,
}


@pytest.mark.parametrize(
    ("fields", "sessions", "field"),
    [
        ({"state": "annule"}, [], "state_note"),
        ({"shows_join_url": True}, [], "join_url"),
        ({"registration_closes_on": date(2026, 6, 16)}, [], "registration_closes_on"),
        ({"registration_opens_on": date(2026, 6, 16)}, [], "registration_opens_on"),
        (
            {"registration_opens_on": date(2026, 6, 3), "registration_closes_on": date(2026, 6, 2)},
            [],
            "registration_closes_on",
        ),
        ({"starts_on": date(2026, 3, 29), "starts_at": time(2, 30)}, [], "starts_at"),
        ({"ends_on": date(2026, 6, 16)}, [date(2026, 6, 20)], "ends_on"),
    ],
)
def test_a_broken_rule_is_told_beside_its_field_in_one_sentence(fields, sessions, field):
    told = list(broken_rules(SimpleNamespace(**FIELDS | fields), sessions))
    assert [name for name, _ in told] == [field]
    assert told[0][1].endswith((".", "visiteurs le liront."))


@pytest.mark.parametrize(
    ("fields", "sessions"),
    [
        ({}, []),
        ({"state": "annule", "state_note": "Grève."}, []),
        ({"registration_closes_on": date(2026, 6, 15)}, []),
        ({"registration_closes_on": date(2026, 6, 20)}, [date(2026, 6, 20)]),
        ({"ends_on": date(2026, 6, 15)}, [date(2026, 6, 20)]),
        ({"starts_on": None, "starts_at": time(9)}, []),
    ],
)
def test_what_breaks_no_rule_is_told_nothing(fields, sessions):
    assert not list(broken_rules(SimpleNamespace(**FIELDS | fields), sessions))
