from datetime import date

import pytest

from actualites.links import Links
from actualites.models import NewsPage
from actualites.templatetags.actualites import latest_news
from tests.factories import NewsPageFactory

TODAY = "2026-06-15T12:00:00+02:00"


@pytest.fixture
def days(index):
    """Items of four days, two of them of the same; the first has no date."""
    return [NewsPageFactory(parent=index, published_on=day and date(2020, 11, day)) for day in (None, 1, 2, 2, 4)]


def test_neighbours_are_those_nearest_in_time_and_an_undated_item_has_none(days):
    unknown, first, second, third, last = days

    def neighbours(item):
        links = Links(item)
        return links.previous, links.next

    assert neighbours(first) == (None, second)
    assert neighbours(second) == (first, third)
    assert neighbours(third) == (second, last)
    assert neighbours(last) == (third, None)
    assert neighbours(unknown) == neighbours(NewsPage(title="Neuve")) == (None, None)


def test_the_neighbour_before_is_the_mirror_of_the_neighbour_after(days):
    for item in days[1:]:
        after = NewsPage.objects.after(item).first()
        assert after is None or NewsPage.objects.before(after).first() == item


def test_the_home_page_announces_pinned_news_first_and_no_call_that_is_closed(index, time_machine):
    time_machine.move_to(TODAY)
    old = NewsPageFactory(parent=index, published_on=date(2026, 1, 1), pinned_until=date(2026, 6, 15))
    NewsPageFactory(parent=index, published_on=date(2026, 5, 1), closes_on=date(2026, 6, 14))
    NewsPageFactory(
        parent=index, published_on=date(2026, 6, 1), closes_on=date(2026, 6, 14), pinned_until=date(2027, 1, 1)
    )
    was_pinned = NewsPageFactory(parent=index, published_on=date(2026, 2, 1), pinned_until=date(2026, 6, 14))
    latest = NewsPageFactory(parent=index, published_on=date(2026, 3, 1))

    assert latest_news(3)["items"] == [old, latest, was_pinned]
    assert list(NewsPage.objects.pinned()) == [old]
