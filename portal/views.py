from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.forms import SearchForm
from portal.pagination import paginate
from portal.search.answers import Answer
from portal.search.completions import completions


@require_safe
def search(request):
    """What is found with `?q=`, the best first, narrowed by kind, theme, country group and year."""
    form = SearchForm(request.GET if "q" in request.GET else None)
    answer = Answer(request, form) if form.query else None
    pages = answer.page if answer else paginate(request, [])
    return render(request, "portal/search.html", {"search_form": form, "answer": answer, "pages": pages})


@require_safe
def suggestions(request):
    """Titles that begin like what is being typed, for scripts."""
    response = JsonResponse({"suggestions": completions(SearchForm(request.GET).query)})
    response.headers["Cache-Control"] = "max-age=60"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
