import json
from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from actualites.links import Links
from actualites.models import NewsPage
from portal.models import CountryGroup, Theme
from tests.factories import EventPageFactory, NewsPageFactory, ResourcePageFactory

TODAY = "2026-06-15T12:00:00+02:00"


def seen(client, item):
    return BeautifulSoup(client.get(item.url).content, "html5lib")


def test_an_item_is_ranked_by_its_date_or_where_it_was_put_or_the_day_it_came(index, time_machine):
    time_machine.move_to(TODAY)
    dated = NewsPageFactory(parent=index, published_on=date(2020, 11, 2), ranked_on=date(1999, 1, 1))
    placed = NewsPageFactory(parent=index, ranked_on=date(2024, 4, 11))
    new = NewsPageFactory(parent=index)

    assert [item.ranked_on for item in (dated, placed, new)] == [
        date(2020, 11, 2),
        date(2024, 4, 11),
        date(2026, 6, 15),
    ]
    assert (placed.published_on, new.published_on) == (None, None)


@pytest.mark.parametrize(
    ("closes_on", "words", "is_closed"),
    [
        (None, "", False),
        (date(2026, 6, 14), "Clos depuis le 14 juin 2026", True),
        (date(2026, 6, 15), "Date limite : 15 juin 2026", False),
    ],
)
def test_a_call_closes_by_itself_the_day_after_its_deadline(index, time_machine, closes_on, words, is_closed):
    time_machine.move_to(TODAY)
    item = NewsPageFactory(parent=index, closes_on=closes_on)

    assert (item.closing, item.is_closed) == (words, is_closed)
    assert NewsPage.objects.open().filter(pk=item.pk).exists() is not is_closed


def test_a_deadline_before_the_publication_is_refused_beside_its_field(index):
    item = NewsPageFactory.build(
        published_on=date(2026, 6, 15), ranked_on=date(2026, 6, 15), closes_on=date(2026, 6, 1)
    )
    with pytest.raises(ValidationError) as refusal:
        item.validate_constraints()
    assert "ne peut pas précéder" in str(refusal.value)


def test_a_title_alone_makes_a_page_with_a_picture_and_no_invented_date(index, client):
    item = NewsPageFactory(parent=index, title="Nouvelle présidente")
    page = seen(client, item)

    assert page.h1.get_text() == "Nouvelle présidente"
    assert page.select_one("main svg.default-picture")
    assert "Date de publication non précisée" in page.main.get_text()
    assert page.select_one("meta[property='og:image']")["content"].startswith(f"http://testserver/carte/{item.pk}-")


def test_a_correction_is_dated_only_when_it_came_after_the_day_of_publication(index):
    def item(published_on, first, last):
        at = [datetime(2026, *day, 12, tzinfo=UTC) for day in (first, last)]
        return NewsPageFactory.build(published_on=published_on, first_published_at=at[0], last_published_at=at[1])

    assert item(date(2026, 3, 1), (3, 1), (3, 1)).corrected_on is None
    assert item(date(2026, 3, 1), (3, 1), (3, 9)).corrected_on == date(2026, 3, 9)
    assert item(date(2006, 3, 1), (3, 1), (3, 1)).corrected_on is None
    assert item(None, (3, 1), (3, 2)).corrected_on == date(2026, 3, 2)


def test_a_search_engine_is_told_what_is_known_and_nothing_else(index, client):
    item = NewsPageFactory(
        parent=index, title="Un appel </script>", published_on=date(2026, 3, 1), author="Jeanne Martin"
    )
    item.themes = [Theme.objects.create(name="Eau", slug="eau")]
    item.save()
    data = json.loads(seen(client, item).select_one("script[type='application/ld+json']").string)

    assert data["@type"] == "NewsArticle"
    assert data["headline"] == "Un appel </script>"
    assert data["datePublished"] == "2026-03-01"
    assert data["author"]["name"] == "Jeanne Martin"
    assert data["keywords"] == ["Eau"]
    assert "datePublished" not in NewsPageFactory(parent=index).structured_data


def test_an_article_leads_to_its_event_its_resources_and_its_lists_those_that_are_public(index, home, client):
    event, hidden = EventPageFactory(parent=home), EventPageFactory(parent=home, live=False)
    resource = ResourcePageFactory(parent=home)
    item = NewsPageFactory(parent=index, related_event=event, related_resources=[("page", resource), ("page", hidden)])
    item.themes = [Theme.objects.create(name="Eau", slug="eau")]
    item.save()
    links = [a["href"] for a in seen(client, item).select("main article a")]

    assert {event.url, resource.url, f"{index.url}?thematique=eau"} <= set(links)
    assert hidden.url not in links


def test_what_to_read_next_is_on_the_same_subjects_unless_an_editor_chose(index, client):
    eau = Theme.objects.create(name="Eau", slug="eau")
    item, same, other = (NewsPageFactory(parent=index, published_on=date(2026, 1, n)) for n in (1, 2, 3))
    for page in (item, same):
        page.themes = [eau]
        page.save()

    def related():
        return [a["href"] for a in seen(client, item).select(".news-related h3 a")]

    assert related() == [same.url]
    item.related_news = [("page", other)]
    item.save()
    assert related() == [other.url]


def test_what_shares_most_subjects_is_to_be_read_first_then_the_latest(index):
    eau, climat = (Theme.objects.create(name=name, slug=name.lower()) for name in ("Eau", "Climat"))
    haiti = CountryGroup.objects.create(name="Haïti", slug="haiti")
    item, twice, old, recent, thrice, other = (
        NewsPageFactory(parent=index, published_on=date(2020, 1, n + 1)) for n in range(6)
    )
    subjects = [(item, [eau, climat]), (twice, [eau]), (old, [eau]), (recent, [climat]), (thrice, [eau, climat])]
    for page, themes in subjects:
        page.themes = themes
        page.country_groups = [haiti] if page in (item, twice, thrice) else []
        page.save()

    assert Links(item).related == [thrice, twice, recent]
    assert other not in Links(item).related


@pytest.mark.parametrize("number", [1, 12])
def test_an_article_costs_the_same_among_few_and_among_many(index, client, django_assert_max_num_queries, number):
    eau = Theme.objects.create(name="Eau", slug="eau")
    items = [NewsPageFactory(parent=index, published_on=date(2026, 1, n + 1)) for n in range(number)]
    for item in items:
        item.themes = [eau]
        item.save()
    client.get(items[0].url)
    with django_assert_max_num_queries(13):
        client.get(items[number // 2].url)
