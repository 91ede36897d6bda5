"""What a visitor is told when the site fails: pages that ask nothing of what has failed."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from wagtail.images.models import SourceImageIOError

from portal.storage import StorageAway
from portal.uploads.room import is_full

# Seconds: long enough for a database to be started again, short enough to wait for.
WAIT = 30


def server_error(request, *args):
    """Answer 503, and when to come back, if the database is out of reach; else 502, 507 or 500. Called in an `except`.

    A file that its storage does not give is no 503: nginx would leave alone a machine that answers all the rest.
    """
    error = sys.exc_info()[1]
    is_away = isinstance(error, OperationalError | InterfaceError)
    status = 503 if is_away else 507 if is_full(error) else 502 if is_of_storage(error) else 500
    response = HttpResponse(render_to_string(f"{status}.html"), status=status)
    response.headers["Cache-Control"] = "no-store"
    if is_away:
        response.headers["Retry-After"] = str(WAIT)
    return response


def is_of_storage(error):
    """Whether an error is that of files that are kept elsewhere; Wagtail says it of a picture in words of its own."""
    if isinstance(error, SourceImageIOError):
        error = error.__context__
    return isinstance(error, StorageAway)
