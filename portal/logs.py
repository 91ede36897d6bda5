"""What is logged: lines that a person or a program reads, each with the request that it is about."""

import json
import logging
import re
import time
from contextvars import ContextVar
from secrets import token_hex

from django.conf import settings
from django.db import connection

slow_queries = logging.getLogger("portal.slow_queries")
_request_id: ContextVar[str] = ContextVar("request_id", default="")
# A name that a proxy gives; anything else is named anew.
GIVEN = re.compile(r"[\w.-]{8,64}")
HEADER = "X-Request-ID"


class RequestFilter(logging.Filter):
    """Gives each line the name of the request that it was written for."""

    def filter(self, record):
        record.request_id = _request_id.get()
        return True


class JsonFormatter(logging.Formatter):
    """One JSON object a line: moment, level, logger, message, request, and the traceback if there is one."""

    def format(self, record):
        line = {
            "moment": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "niveau": record.levelname,
            "source": record.name,
            "message": record.getMessage(),
            "demande": getattr(record, "request_id", ""),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class RequestIdMiddleware:
    """Names each request, as the proxy did or anew, and says so in the answer; notes the questions that take long."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        name = name_of(request.headers.get(HEADER, ""))
        token = _request_id.set(name)
        try:
            with connection.execute_wrapper(note_slow_query):
                response = self.get_response(request)
        finally:
            _request_id.reset(token)
        response.headers[HEADER] = name
        return response


def name_of(given):
    """Return the name of a request: the one given if it is one, else a new one."""
    return given if GIVEN.fullmatch(given) else token_hex(16)


def note_slow_query(execute, sql, params, many, context):
    """Log a question that lasts SLOW_QUERY_MS or more, without what was asked for: it may name people."""
    start = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        milliseconds = 1000 * (time.perf_counter() - start)
        if milliseconds >= settings.SLOW_QUERY_MS:
            slow_queries.warning("%.0f ms : %s", milliseconds, sql[:1000])
