"""Pages that are kept: never older than the last change, never one person's, never lost for want of a database."""

import gzip
from datetime import time, timedelta

import brotli
import pytest
from django.core.cache import caches
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from agenda.models import EventPage
from aict.models import FundingSource, KeyFigure, Partner
from portal.initial_content import page_at
from portal.models import SiteSettings, Theme
from portal.page_cache import generation
from portal.page_cache.middleware import PageCacheMiddleware

pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")


@pytest.fixture
def cached(settings, content, time_machine):
    """The site with its cache on and empty, in the middle of a minute that does not pass."""
    settings.PAGE_CACHE = True
    caches["pages"].clear()
    time_machine.move_to("2026-11-26T10:00:30+01:00", tick=False)
    return Client()


def state(client, address="/", **options):
    return client.get(address, **options).headers.get("X-Cache")


@pytest.mark.parametrize(
    "address",
    ["/", "/agenda/", "/agenda/agenda.ics", "/actualites/rss.xml", "/actualites/feed.json", "/s-engager/chiffres.csv",
     "/sitemap.xml", "/actualites/?annee=2020"],
)  # fmt: skip
def test_a_page_is_rendered_once_then_costs_one_question(cached, address):
    first = cached.get(address)
    with CaptureQueriesContext(connection) as asked:
        second = cached.get(address)
    assert (first.headers["X-Cache"], second.headers["X-Cache"]) == ("miss", "hit")
    assert first.content == second.content
    assert len(asked) == 1


def change_title():
    page = page_at("/aide/").specific
    page.title = "Un tout autre titre"
    page.save_revision().publish()


def delete_event():
    EventPage.objects.first().delete()


def file_elsewhere():
    source = FundingSource.objects.filter(themes__isnull=False).first()
    source.themes.clear()
    source.save()


def close_to_public():
    PageViewRestriction.objects.create(page=page_at("/aide/"), restriction_type=PageViewRestriction.LOGIN)


def rename(model, **fields):
    record = model.objects.first()
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()


CHANGES = {
    "page": change_title,
    "unpublished": lambda: page_at("/aide/").specific.unpublish(),
    "moved": lambda: page_at("/aide/").move(page_at("/contact/"), "first-child"),
    "deleted": delete_event,
    "private": close_to_public,
    "figure": lambda: rename(KeyFigure, words_before="autrement"),
    "partner": lambda: rename(Partner, name="Autre"),
    "settings": lambda: rename(SiteSettings, phone="01 23 45 67 89"),
    "theme": lambda: rename(Theme, name="Autre"),
    "filed": file_elsewhere,
    "redirect": lambda: Redirect.add_redirect("/vieux", page_at("/aide/")),
}


@pytest.mark.parametrize("name", CHANGES)
def test_any_change_that_visitors_may_see_makes_pages_anew(cached, name):
    state(cached)
    assert state(cached) == "hit"
    CHANGES[name]()
    assert state(cached) == "miss"


def test_what_is_not_published_yet_leaves_pages_as_they_are(cached):
    state(cached)
    page = page_at("/aide/").specific
    page.title = "Un brouillon"
    page.save_revision()
    cached.get("/recherche/?q=introuvable")
    assert state(cached) == "hit"


def test_a_page_that_was_rendered_before_a_publication_is_never_answered_after_it(cached):
    """The worst instant: the publication ends while the page, already rendered, is about to be kept."""
    whole_site = Client().handler
    request = RequestFactory().get("/aide/", SERVER_NAME="testserver")

    def render_then_publish(request):
        response = whole_site.get_response(request)
        change_title()
        return response

    from django.conf import settings

    settings.PAGE_CACHE = False
    cache = PageCacheMiddleware(render_then_publish)
    whole_site.load_middleware()
    settings.PAGE_CACHE = True
    old = cache(request)
    assert "Un tout autre titre" not in old.content.decode()
    assert "Un tout autre titre" in cached.get("/aide/").content.decode()


def test_time_alone_changes_pages_on_the_minute(cached, time_machine):
    state(cached)
    assert state(cached) == "hit"
    time_machine.move_to("2026-11-26T10:01:00+01:00", tick=False)
    assert state(cached) == "miss"


def test_a_clock_that_goes_back_brings_no_page_of_before_back(cached, time_machine):
    assert "Un tout autre titre" not in cached.get("/aide/").text
    time_machine.shift(timedelta(minutes=5))
    change_title()
    assert "Un tout autre titre" in cached.get("/aide/").text
    time_machine.shift(timedelta(minutes=-5))
    assert "Un tout autre titre" in cached.get("/aide/").text


def test_an_event_is_past_at_its_very_end(cached, time_machine):
    event = EventPage.objects.order_by("pk").first()
    event.starts_on = event.ends_on = timezone.localdate()
    event.starts_at, event.ends_at = time(9, 0), time(10, 1)
    event.save()
    assert "En cours" in cached.get("/agenda/").content.decode()
    time_machine.move_to(timezone.now() + timedelta(minutes=1), tick=False)
    assert "En cours" not in cached.get("/agenda/").content.decode()


def test_browsers_are_answered_in_the_form_that_they_take_and_not_twice(cached):
    plain = cached.get("/")
    squeezed = cached.get("/", headers={"accept-encoding": "gzip"})
    shorter = cached.get("/", headers={"accept-encoding": "gzip, deflate, br"})
    assert gzip.decompress(squeezed.content) == brotli.decompress(shorter.content) == plain.content
    assert [r.headers.get("Content-Encoding") for r in (plain, squeezed, shorter)] == [None, "gzip", "br"]
    assert all("Accept-Encoding" in r.headers["Vary"] for r in (plain, squeezed, shorter))
    assert len({r.headers["ETag"] for r in (plain, squeezed, shorter)}) == 3
    again = cached.get("/", headers={"if-none-match": shorter.headers["ETag"], "accept-encoding": "br"})
    assert (again.status_code, again.content) == (304, b"")
    assert "max-age=0" in plain.headers["Cache-Control"]
    assert "stale-if-error" in plain.headers["Cache-Control"]


def test_filters_in_any_order_are_one_page_and_what_is_not_a_filter_is_never_kept(cached):
    state(cached, "/actualites/?annee=2020&type=nomination")
    assert state(cached, "/actualites/?type=nomination&pays=&annee=2020") == "hit"
    assert state(cached, "/actualites/?utm_source=lettre") is None
    assert state(cached, "/recherche/?q=eau") is None
    assert state(cached, "/contact/?recu") is None


@pytest.mark.parametrize("others", ["periode=a-venir&periode=passes", "periode=passes&periode="])
def test_a_filter_said_twice_is_not_the_page_of_the_same_words_in_another_order(cached, others):
    wrong = cached.get(f"/agenda/?{others}").content
    address = f"/agenda/?{'&'.join(reversed(others.split('&')))}"
    assert state(cached, address) == "miss"
    assert cached.get(address).content != wrong


def test_who_is_signed_in_is_never_answered_from_the_cache(cached, admin_client):
    state(cached)
    assert state(admin_client) is None
    assert state(cached, headers={"authorization": "Basic YTpi"}) is None
    assert cached.post("/").headers.get("X-Cache") is None


def test_what_is_told_to_somebody_is_for_no_shared_cache(cached, admin_client):
    assert admin_client.get("/")["Cache-Control"] == "private, no-cache"
    assert cached.get("/")["Cache-Control"].startswith("public")


def test_pages_that_ask_for_a_password_are_never_kept(cached):
    PageViewRestriction.objects.create(
        page=page_at("/aide/"), restriction_type=PageViewRestriction.PASSWORD, password="sésame"
    )
    assert state(cached, "/aide/") is None
    assert "X-Cache" not in cached.get("/introuvable/").headers


def gone():
    raise OperationalError


def test_without_a_database_the_last_good_page_is_answered(cached, monkeypatch):
    page = cached.get("/").content
    monkeypatch.setattr(generation, "current", gone)
    answer = cached.get("/")
    assert (answer.status_code, answer.headers["X-Cache"], answer.content) == (200, "stale", page)


@pytest.mark.parametrize("hide", ["withdrawn", "private"])
def test_a_page_that_was_seen_to_be_withdrawn_comes_back_in_no_trouble(cached, monkeypatch, hide):
    page = page_at("/aide/")
    assert cached.get("/aide/").status_code == 200
    if hide == "withdrawn":
        page.unpublish()
    else:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    cached.get("/aide/")
    monkeypatch.setattr(generation, "current", gone)
    cached.raise_request_exception = False
    assert "X-Cache" not in cached.get("/aide/").headers


def test_what_is_asked_for_with_filters_is_kept_for_the_minute_alone(cached):
    def kept():
        """How many copies there are, of the minute and of the day."""
        return len(caches["pages"]._cache)

    cached.get("/actualites/")
    assert kept() == 2
    for number in range(5):
        assert state(cached, f"/actualites/?page={number}") == "miss"
    assert kept() == 2 + 5
