"""« Aide à la rédaction », within the CMS: its contents, its chapters, all of it to print, and its search."""

from django import forms
from django.http import Http404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from portal.forms import WordsField
from portal.guide.answers import answers
from portal.guide.chapters import chapters, contents


class HelpForm(forms.Form):
    q = WordsField(required=False, max_length=200, error_messages={"max_length": "Cherchez en 200 signes au plus."})


@require_safe
def index(request):
    """The contents of the help or, with ?q=, what answers to these words."""
    form = HelpForm(request.GET)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    context = {
        "asked": asked,
        "answers": answers(asked) if asked else [],
        "error": " ".join(form.errors.get("q", [])),
        "parts": contents(),
    }
    return TemplateResponse(request, "portal/cms/guide_index.html", context)


@require_safe
def chapter(request, slug):
    """One chapter, between the one before and the one after."""
    every = list(chapters().values())
    ranks = [rank for rank, chapter in enumerate(every) if chapter.slug == slug]
    if not ranks:
        raise Http404("Cette page de l’aide n’existe pas.")
    rank = ranks[0]
    context = {
        "chapter": every[rank],
        "before": every[rank - 1] if rank else None,
        "after": every[rank + 1] if rank + 1 < len(every) else None,
    }
    return TemplateResponse(request, "portal/cms/guide_chapter.html", context)


@require_safe
def whole(request):
    """The whole help on one page, to be printed."""
    return TemplateResponse(request, "portal/cms/guide_whole.html", {"parts": contents()})
