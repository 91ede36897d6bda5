"""A page asked for again within the second: answered at the door, before Django is awake.

Only where one machine serves the site (ONE_MACHINE): what is published is told there by a file, which costs a
microsecond to read where the database takes a hundred. A change writes it once it is committed and before whoever made
it is answered: nobody is told of a publication while a page of before can still be answered. A server killed between
the two leaves pages of before for the rest of the second.
"""

import os
import time
from functools import cache

from django.conf import settings

from portal.logs import HEADER, name_of

LENGTH = 16
# Of other pages, in the same second, Django takes care.
MOST = 500
ASKED = ("HTTP_HOST", "PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT_ENCODING", "HTTP_X_FORWARDED_PROTO", "wsgi.url_scheme")
# Whoever may be somebody, and whoever has a copy already, is answered further in.
FURTHER_IN = {"HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH"}
FURTHER_IN |= {"HTTP_IF_UNMODIFIED_SINCE", "HTTP_RANGE"}
KEPT = {"hit", "miss"}


def is_open():
    """Whether pages may be answered at the door."""
    return settings.PAGE_CACHE and settings.ONE_MACHINE


def stir():
    """Tell the workers of this machine that what they keep is out of date."""
    if is_open():
        os.pwrite(_file(), os.urandom(LENGTH), 0)


@cache
def _file():
    return os.open(settings.DATA_DIR / "generation", os.O_RDWR | os.O_CREAT, 0o640)


class Doorstep:
    """Around a WSGI application: gives again, for the rest of the second, what PageCacheMiddleware answered."""

    def __init__(self, application):
        self.application = application
        self.kept = (None, {})

    def __call__(self, environ, start_response):
        if environ["REQUEST_METHOD"] != "GET" or not FURTHER_IN.isdisjoint(environ):
            return self.application(environ, start_response)
        answers = self.answers()
        key = tuple(map(environ.get, ASKED))
        if key not in answers:
            return self.ask(environ, start_response, answers, key)
        headers, body = answers[key]
        start_response("200 OK", [*headers, (HEADER, name_of(environ.get("HTTP_X_REQUEST_ID", "")))])
        return [body]

    def answers(self):
        """Return what is kept now, to be looked into and added to; nothing that is added later can be of before."""
        now = (os.pread(_file(), LENGTH, 0), int(time.time()))
        kept = self.kept
        if kept[0] != now:
            kept = self.kept = (now, {})
        return kept[1]

    def ask(self, environ, start_response, answers, key):
        heard = {}

        def hear(status, headers, exc_info=None):
            heard.update(headers)
            return start_response(status, headers, exc_info)

        response = self.application(environ, hear)
        if heard.get("X-Cache") in KEPT and response.status_code == 200 and len(answers) < MOST:
            del heard[HEADER]
            answers[key] = [*(heard | {"X-Cache": "hit"}).items()], response.content
        return response
