"""What is no page of the tree: the files that the site makes."""

import hashlib
from urllib.parse import urlsplit

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from aict import open_data
from aict.brochure.responses import answer
from aict.models import BrochurePage, FiguresPage


@require_safe
def brochure_file(request, path, suffix):
    """The brochure of the page at this path, or the file that editors put in its place."""
    page = BrochurePage.objects.published().select_related("document").first()
    if page is None or urlsplit(page.url or "").path != f"/{path}":
        raise Http404
    if page.document and suffix == "pdf":
        return redirect(page.document.url)
    return answer(request, page, suffix)


@require_safe
def figures_file(request, path, suffix):
    """The figures as open data, beside their page."""
    page = FiguresPage.objects.published().first()
    if page is None or urlsplit(open_data.address_of(page, suffix)).path != f"/{path}.{suffix}":
        raise Http404
    content = open_data.content_of(page, suffix)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {
        "Content-Disposition": f'inline; filename="chiffres-cites-unies-france.{suffix}"',
        "Cache-Control": "public, no-cache",
        "ETag": etag,
        # Whoever reuses the figures may read them from a page of their own.
        "Access-Control-Allow-Origin": "*",
    }
    response = HttpResponse(content, content_type=f"{open_data.FILES[suffix]}; charset=utf-8", headers=headers)
    return get_conditional_response(request, etag, None, response)
