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
