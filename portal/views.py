from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from portal.forms import SearchForm
from portal.pagination import paginate
from portal.querysets import published
from portal.structure import summaries


@require_safe
def search(request):
    """Published pages that match `?q=`, the best first; without a query, the form alone."""
    form = SearchForm(request.GET if "q" in request.GET else None)
    pages = Page.objects.none()
    if form.is_valid():
        readable = published(Page.objects.filter(depth__gt=1))
        pages = Page.objects.filter(pk__in=readable.values("pk")).search(form.words())
    pages = paginate(request, pages)
    about = summaries(pages) if pages else {}
    results = [(page, about[page.pk]) for page in pages]
    return render(request, "portal/search.html", {"search_form": form, "pages": pages, "results": results})
