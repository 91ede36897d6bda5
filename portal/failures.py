"""What a visitor is told when the site fails: pages that ask nothing of what has failed."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string

# Seconds: long enough for a database to be started again, short enough to wait for.
WAIT = 30


def server_error(request, *args):
    """Answer 503, and when to come back, if the database is out of reach; else 500. Django calls it in its `except`."""
    is_away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    page = render_to_string("503.html" if is_away else "500.html")
    response = HttpResponse(page, status=503 if is_away else 500)
    response.headers["Cache-Control"] = "no-store"
    if is_away:
        response.headers["Retry-After"] = str(WAIT)
    return response
