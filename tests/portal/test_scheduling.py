from datetime import timedelta

import pytest
from django.utils import timezone

from portal.scheduling import publish_what_is_due
from tests.factories import StandardPageFactory


@pytest.mark.parametrize(("minutes", "is_live"), [(-1, True), (1, False)])
def test_a_page_is_published_when_its_hour_has_come(home, minutes, is_live):
    page = StandardPageFactory(parent=home, live=False, go_live_at=timezone.now() + timedelta(minutes=minutes))
    page.save_revision(approved_go_live_at=page.go_live_at)

    publish_what_is_due()

    page.refresh_from_db()
    assert page.live is is_live


def test_a_page_that_a_fast_clock_published_stays_published_when_it_is_put_right(home, time_machine):
    time_machine.move_to("2026-11-26T10:00:00+01:00")
    page = StandardPageFactory(parent=home, live=False, go_live_at=timezone.now() + timedelta(hours=1))
    page.save_revision(approved_go_live_at=page.go_live_at)
    time_machine.shift(timedelta(hours=2))
    publish_what_is_due()
    time_machine.shift(timedelta(hours=-3))
    publish_what_is_due()

    page.refresh_from_db()
    assert page.live


def test_an_hour_that_passed_while_the_machine_was_off_is_made_up_for(home, time_machine):
    time_machine.move_to("2026-11-26T10:00:00+01:00")
    page = StandardPageFactory(parent=home, live=False, go_live_at=timezone.now() + timedelta(hours=1))
    page.save_revision(approved_go_live_at=page.go_live_at)
    gone = StandardPageFactory(parent=home, expire_at=timezone.now() + timedelta(hours=1))
    time_machine.shift(timedelta(days=400))
    publish_what_is_due()

    page.refresh_from_db()
    gone.refresh_from_db()
    assert (page.live, gone.live) == (True, False)
