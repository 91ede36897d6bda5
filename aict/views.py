"""What is no page of the tree: the files that the site makes."""

from urllib.parse import urlsplit

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from aict.brochure.responses import answer
from aict.models import BrochurePage


@require_safe
def brochure_file(request, path, suffix):
    """The brochure of the page at this path, or the file that editors put in its place."""
    page = BrochurePage.objects.published().select_related("document").first()
    if page is None or urlsplit(page.url or "").path != f"/{path}":
        raise Http404
    if page.document and suffix == "pdf":
        return redirect(page.document.url)
    return answer(request, page, suffix)
