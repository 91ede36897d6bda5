"""Addresses of this site, asked of the site itself without the network, as a visitor who is not signed in."""

from functools import cache
from io import BytesIO
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest


def visit(address):
    """Return the answer to « /path/?query », an HttpResponse that was read and is closed.

    Its request does not end: the connection to the database is that of whoever asks, who goes on.
    """
    response = _handler().get_response(_request(address))
    for close in response._resource_closers:
        close()
    return response


def text_of(response, kind="text/"):
    """Return the text of an answer of this kind; None of any other, and of a file."""
    is_text = response.headers.get("Content-Type", "").startswith(kind) and not response.streaming
    return response.content.decode() if is_text else None


@cache
def _handler():
    made = BaseHandler()
    made.load_middleware()
    return made


def _request(address):
    site, parts = urlsplit(settings.SITE_URL), urlsplit(address)
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote_to_bytes(parts.path).decode("latin-1"),
            "QUERY_STRING": parts.query,
            "SERVER_NAME": site.hostname,
            "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
            "HTTP_HOST": site.netloc,
            "HTTP_X_FORWARDED_PROTO": site.scheme,
            "REMOTE_ADDR": "127.0.0.1",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": site.scheme,
            "wsgi.input": BytesIO(),
        }
    )
