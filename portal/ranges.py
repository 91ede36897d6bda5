"""Files as players and download managers ask for them: whole, by a range of bytes, or not again."""

import re

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

CHUNK = 64 * 1024
# One range: « bytes=0-99 », « bytes=100- », « bytes=-50 ». Anything else (several ranges, another unit) gets the whole.
RANGE = re.compile(r"bytes=(?:(\d+)-(\d*)|-(\d+))", re.ASCII)
FOREVER = "private, max-age=31536000, immutable"
# Nothing that was sent to the site runs on it: neither script nor form, and as if it came from elsewhere.
POLICY = "sandbox; default-src 'none'; media-src 'self'; img-src 'self'; style-src 'unsafe-inline'"
# To be asked for again each time: what it holds and who may read it can change.
CHECKED = "private, no-cache"


def serve_file(request, file, *, content_type, etag="", name="", as_attachment=False, cache=CHECKED):
    """Answer a GET or HEAD for a stored `file`: 200, 206 for a range, 304 if it is known, 416 out of range.

    `name` is what a browser calls it once downloaded.
    """
    size = file.size
    etag = f'"{etag}"' if etag else _etag(file, size)
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        return _with_headers(known, etag, cache)
    response = _answer(request, file, size, etag)
    response.headers["Content-Type"] = _typed(content_type)
    # Some readers of PDF do not work under any policy.
    response._csp_exempt = content_type == "application/pdf"
    if name and (disposition := content_disposition_header(as_attachment, name)):
        response.headers["Content-Disposition"] = disposition
    return _with_headers(response, etag, cache)


def _answer(request, file, size, etag):
    asked = request.headers.get("Range", "")
    if asked and request.headers.get("If-Range", etag) == etag:
        if (span := asked_span(asked, size)) is None:
            return _body(request, file, 0, size)
        if span[0] >= span[1]:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        response = _body(request, file, *span, status=206)
        response.headers["Content-Range"] = f"bytes {span[0]}-{span[1] - 1}/{size}"
        return response
    return _body(request, file, 0, size)


def asked_span(header, size):
    """Return where a range of `size` bytes starts and where it ends (not included); None for what is no single range.

    An end that is not after the start cannot be answered.

    >>> [asked_span(f"bytes={span}", 10) for span in ("2-4", "7-", "-3", "2-99")]
    [(2, 5), (7, 10), (7, 10), (2, 10)]
    >>> asked_span("bytes=10-", 10), asked_span("bytes=-0", 10)
    ((10, 10), (10, 10))
    >>> asked_span("bytes=0-1,4-5", 10), asked_span("lines=1-2", 10), asked_span("bytes=5-2", 10)
    (None, None, None)
    """
    found = RANGE.fullmatch(header.strip())
    if found is None:
        return None
    first, last, suffix = found.groups()
    if suffix is not None:
        return max(size - int(suffix), 0), size
    if last and int(last) < int(first):
        return None
    return min(int(first), size), min(int(last) + 1, size) if last else size


def _body(request, file, start, end, status=200):
    parts = iter(()) if request.method == "HEAD" else _read(file, start, end)
    response = StreamingHttpResponse(parts, status=status)
    response.headers["Content-Length"] = str(end - start)
    return response


def _read(file, start, end):
    """Yield the bytes from `start` to `end`, and close the file however that ends."""
    with file.storage.open(file.name) as content:
        content.seek(start)
        while start < end and (chunk := content.read(min(CHUNK, end - start))):
            start += len(chunk)
            yield chunk


def _etag(file, size):
    return f'"{file.storage.get_modified_time(file.name).timestamp():.6f}-{size}"'


def _typed(content_type):
    return f"{content_type}; charset=utf-8" if content_type.startswith("text/") else content_type


def _with_headers(response, etag, cache):
    headers = {
        "ETag": etag,
        "Accept-Ranges": "bytes",
        "Cache-Control": cache,
        "X-Content-Type-Options": "nosniff",
    }
    if not getattr(response, "_csp_exempt", False):
        headers["Content-Security-Policy"] = POLICY
    for name, value in headers.items():
        response.headers[name] = value
    return response
