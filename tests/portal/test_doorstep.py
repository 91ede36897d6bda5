"""The same page asked for again: answered at the door of one machine, for a second at most and never out of date."""

import pytest
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory

from portal.initial_content import page_at
from portal.page_cache.doorstep import Doorstep, stir

pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")


class Door:
    """The site behind its door: `get` asks as a browser does, `woken` is how often Django was."""

    def __init__(self):
        self.site, self.woken = WSGIHandler(), 0
        self.door = Doorstep(self.wake)

    def wake(self, environ, start_response):
        self.woken += 1
        return self.site(environ, start_response)

    def get(self, path="/aide/", method="GET", **headers):
        """Return the status, the headers and the body of an answer."""
        environ = RequestFactory().generic(method, path).environ
        # A browser that has no cookie says nothing of it.
        del environ["HTTP_COOKIE"]
        environ |= headers
        told = []

        def start_response(status, headers, exc_info=None):
            told.extend([status, dict(headers)])

        answer = self.door(environ, start_response)
        body = b"".join(answer)
        getattr(answer, "close", list)()
        return *told, body


@pytest.fixture
def connected():
    """A request that ends closes no connection: the tests go on with theirs."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def door(settings, content, time_machine, connected):
    settings.PAGE_CACHE = settings.ONE_MACHINE = True
    caches["pages"].clear()
    time_machine.move_to("2026-11-26T10:00:30+01:00", tick=False)
    return Door()


def rename_page():
    page = page_at("/aide/").specific
    page.title = "Un tout autre titre"
    page.save_revision().publish()


def test_a_page_is_given_again_as_django_gave_it(door):
    (status, headers, body), again = door.get(), door.get()
    assert door.woken == 1
    assert again[0] == status == "200 OK"
    assert again[2] == body
    assert headers.pop("X-Cache") == "miss"
    assert again[1].pop("X-Cache") == "hit"
    assert headers.pop("X-Request-ID") != again[1].pop("X-Request-ID")
    assert again[1] == headers
    assert door.get(HTTP_X_REQUEST_ID="proxy-12345")[1]["X-Request-ID"] == "proxy-12345"


@pytest.mark.parametrize(
    "other",
    [
        {"method": "HEAD"},
        {"method": "POST"},
        {"HTTP_COOKIE": "sessionid=x"},
        {"HTTP_AUTHORIZATION": "Basic x"},
        {"HTTP_IF_NONE_MATCH": '"x"'},
        {"HTTP_ACCEPT_ENCODING": "br"},
        {"HTTP_HOST": "localhost"},
        {"path": "/aide/?page=2"},
    ],
    ids=str,
)
def test_whoever_asks_otherwise_is_answered_by_django(door, other):
    door.get()
    door.get(**other)
    assert door.woken == 2


@pytest.mark.parametrize(
    "path", ["/nulle-part/", "/AICT-Plaidoyer-CUF", "/recherche/?q=eau", "/sante/", "/compte/login/"]
)
def test_what_is_no_page_to_keep_is_asked_for_each_time(door, path):
    assert door.get(path)[0] == door.get(path)[0]
    assert door.woken == 2


def test_a_change_is_seen_at_once_and_not_before_it_is_committed(door, django_capture_on_commit_callbacks):
    door.get()
    with django_capture_on_commit_callbacks(execute=True):
        rename_page()
        assert b"Un tout autre titre" not in door.get()[2]
    assert b"Un tout autre titre" in door.get()[2]


def test_a_page_of_before_a_change_is_not_given_after_it(door):
    """The worst instant: the change comes while the page, already made, is about to be kept."""
    site = door.site

    def make_then_change(environ, start_response):
        answer = site(environ, start_response)
        stir()
        return answer

    door.site = make_then_change
    door.get()
    door.get()
    assert door.woken == 2


def test_a_second_later_django_is_asked_again(door, time_machine):
    door.get()
    time_machine.shift(1)
    door.get()
    assert door.woken == 2


def test_several_machines_keep_nothing_at_the_door(door, settings):
    settings.ONE_MACHINE = False
    before = door.door.answers()
    stir()
    assert door.door.answers() is before
