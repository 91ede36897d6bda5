"""« Lettre d’information » in the CMS: the days, the choice, the letter to be copied or downloaded."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from portal.newsletter.forms import LetterForm, PeriodForm
from portal.newsletter.letter import context_of, html_of, message_of, text_of

# What the letter can be downloaded as: how it is written, and its type.
FILES = {
    "html": (html_of, "text/html; charset=utf-8"),
    "txt": (text_of, "text/plain; charset=utf-8"),
    "eml": (message_of, "message/rfc822"),
}


class WantedForm(forms.Form):
    """What is wanted of a letter: to see it, or one of the FILES."""

    fichier = forms.ChoiceField(required=False, choices=[(name, name) for name in FILES])


def letter(request):
    """Ask for the days, then for what is told; show the letter that was sent in, or give its file."""
    period = PeriodForm(request.GET)
    form = LetterForm(request.POST if request.method == "POST" else None, period.found())
    context = {"period": period, "form": form}
    if form.is_valid():
        made = context_of(form.cleaned_data["title"], form.cleaned_data["introduction"], form.chosen())
        wanted = WantedForm(request.POST)
        if wanted.is_valid() and (ending := wanted.cleaned_data["fichier"]):
            return file_of(made, ending)
        context |= {"html": html_of(made), "text": text_of(made)}
    return render(request, "portal/cms/letter.html", context)


def file_of(made, ending):
    write, kind = FILES[ending]
    response = HttpResponse(write(made), content_type=kind)
    response.headers["Content-Disposition"] = (
        f'attachment; filename="{slugify(made["title"])[:60] or "lettre"}.{ending}"'
    )
    return response
