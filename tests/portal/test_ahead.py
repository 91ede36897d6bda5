"""The site visits what was just published, and nothing is left for its first visitor to make."""

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from actualites.models import NewsPage
from portal import ahead
from portal.initial_content import page_at
from portal.models import PortalImage, PortalRendition
from tests.samples import image

pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")


@pytest.fixture
def news(content):
    """A news item with a picture, published a moment ago, when all the others had been for long."""
    Page.objects.update(last_published_at=None)
    PortalRendition.objects.all().delete()
    page = page_at("/actualites/").add_child(
        instance=NewsPage(title="Un jumelage", slug="un-jumelage", kind="information", image=image())
    )
    page.save_revision().publish()
    return page


def sizes():
    return set(PortalRendition.objects.values_list("image_id", "filter_spec"))


def test_the_round_of_each_minute_makes_the_pictures_of_what_was_published(news, client):
    call_command("visit_new_pages", verbosity=0)
    made = sizes()
    assert news.image.pk in {key for key, spec in made}
    for address in ("/", "/actualites/", news.url, "/actualites/rss.xml"):
        assert client.get(address).status_code == 200
    assert sizes() == made
    PortalRendition.objects.all().delete()
    client.get(news.url)
    assert sizes()


def test_pages_without_a_picture_or_published_long_ago_are_left_alone(news, time_machine):
    assert set(ahead.pages_published_lately()) == {news.page_ptr}
    time_machine.move_to(timezone.now() + ahead.LATELY * 2)
    assert not ahead.pages_published_lately()


def test_a_picture_that_is_replaced_is_made_anew_for_the_pages_that_show_it(news):
    assert [page.pk for page in ahead.pages_showing(PortalImage.objects.get(pk=news.image.pk))] == [news.pk]


def test_photographs_that_have_an_address_are_fetched_with_the_page(content):
    resource = page_at("/ressources/exemple-photo/")
    PortalRendition.objects.all().delete()
    ahead.visit_pages([resource])
    assert {spec for key, spec in sizes()} >= {"fill-400x250-c50|format-webp", "fill-800x500-c50|format-webp"}


def test_an_unpublished_or_broken_page_stops_nothing(news):
    news.unpublish()
    assert ahead.read("/actualites/un-jumelage/") == ""
    assert ahead.visit_pages(ahead.pages_published_lately()) == 0
