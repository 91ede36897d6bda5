"""The date of an item in its form: of today, unless the editor says otherwise, or has it appear another day."""

from datetime import date

import pytest

from actualites.models import NewsPage
from tests.editing import add_page, edit_page, sign_in

TODAY = "2026-06-15T12:00:00+02:00"
FIELDS = {"title": "Bilan", "slug": "bilan", "kind": "information", "lead": "", "comments": []}
FIELDS |= dict.fromkeys(("body", "documents", "related_resources", "related_news"), ())


@pytest.fixture
def editor(client, index, time_machine):
    time_machine.move_to(TODAY)
    return sign_in(client)


def draft():
    """Return the only item, as it was last written."""
    return NewsPage.objects.get().get_latest_revision_as_object()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("2026-06-15", date(2026, 6, 18)), ("2026-03-01", date(2026, 3, 1)), ("", None)],
)
def test_the_date_of_today_follows_the_day_an_item_will_appear_and_one_that_was_chosen_stays(
    editor, index, typed, kept
):
    add_page(editor, index, NewsPage, published_on=typed, go_live_at="18/06/2026 09:00", **FIELDS)

    assert draft().published_on == kept


def test_the_date_follows_a_draft_that_is_scheduled_later_then_otherwise_then_no_more(editor, index, time_machine):
    add_page(editor, index, NewsPage, publish=False, published_on="2026-06-15", **FIELDS)
    page = draft()
    time_machine.move_to("2026-06-17T12:00:00+02:00")

    def save(published_on, go_live_at):
        assert edit_page(editor, page, publish=False, published_on=published_on, go_live_at=go_live_at, **FIELDS)
        return draft().published_on

    assert save("2026-06-15", "18/06/2026 09:00") == date(2026, 6, 18)
    assert save("2026-06-18", "20/06/2026 09:00") == date(2026, 6, 20)
    assert save("2026-06-20", "") == date(2026, 6, 17)


def test_an_item_that_visitors_know_keeps_its_date(editor, index):
    add_page(editor, index, NewsPage, published_on="2026-06-15", **FIELDS)
    edit_page(editor, draft(), published_on="2026-06-15", go_live_at="18/06/2026 09:00", **FIELDS)

    assert draft().published_on == date(2026, 6, 15)
