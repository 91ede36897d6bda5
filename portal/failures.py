"""What a visitor is told when the site fails: pages that ask nothing of what has failed."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string

from portal.uploads.room import is_full

# Seconds: long enough for a database to be started again, short enough to wait for.
WAIT = 30


def server_error(request, *args):
    """Answer 503, and when to come back, if the database is out of reach; else 507 or 500. Called in an `except`."""
    error = sys.exc_info()[1]
    is_away = isinstance(error, OperationalError | InterfaceError)
    status = 503 if is_away else 507 if is_full(error) else 500
    response = HttpResponse(render_to_string(f"{status}.html"), status=status)
    response.headers["Cache-Control"] = "no-store"
    if is_away:
        response.headers["Retry-After"] = str(WAIT)
    return response
