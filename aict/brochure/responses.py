"""The brochure over HTTP. It is exempt of the policy of pages, which keeps some readers of PDF from working."""

from functools import partial

from csp.decorators import csp_exempt
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from aict.brochure import data, render, shelf

FILE_NAME = "plaidoyer-aict-cites-unies-france"


def fetch(page):
    """Return the Copy of the brochure of a BrochurePage, made now if its content has changed."""
    return shelf.fetch(partial(data.build, page))


@csp_exempt()
def answer(request, page, suffix):
    """Answer a GET or a HEAD with the PDF (« pdf ») or the picture of its cover (« webp »), 304 if it is known."""
    try:
        copy = fetch(page)
        content = shelf.picture(copy) if suffix == "webp" else copy.read()
    except (shelf.Unavailable, OSError):
        return unavailable()
    response = pdf_response(content) if suffix == "pdf" else HttpResponse(content, content_type="image/webp")
    etag = f'"{copy.digest}"'
    response["Content-Length"] = len(content)
    # Kept by browsers, but asked for again each time: a corrected figure must not wait.
    response["Cache-Control"] = "public, no-cache"
    response["ETag"], response["Last-Modified"] = etag, http_date(copy.made_at)
    if request.method == "HEAD":
        response.content = b""
    return get_conditional_response(request, etag, copy.made_at, response)


def pdf_response(content):
    """Return a PDF that opens in the browser."""
    headers = {"Content-Disposition": f'inline; filename="{FILE_NAME}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@csp_exempt()
def preview(page):
    """Return the brochure that the site would make with this version of its page, even a draft."""
    return pdf_response(render.make(data.build(page)).pdf)


def unavailable():
    words = "La plaquette ne peut pas être faite pour le moment. Réessayez dans quelques minutes."
    return HttpResponse(words, status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "120"})
