"""The draft as its reader sees it, and the screen of the CMS where its links are made and ended."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from portal.drafts.access import give_files
from portal.models import DraftLink

HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    # Whoever is led elsewhere from a draft must not be told its address.
    "Referrer-Policy": "no-referrer",
}


@require_safe
def draft(request, key, signature):
    """Show the latest draft of a page as a visitor without any account would see it, whoever asks."""
    link = DraftLink.objects.signed(key, signature)
    if link is None or not link.is_open:
        status = 404 if link is None else 410
        response = render(request, "portal/draft_gone.html", {"link": link}, status=status)
    else:
        request.user, request.is_preview, request.preview_mode = AnonymousUser(), True, ""
        page = link.page.get_latest_revision_as_object()
        response = page.serve_preview(request, page.default_preview_mode)
        if hasattr(response, "context_data"):
            response.context_data |= {"draft_link": link}
        give_files(response, link)
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


class DraftLinkForm(forms.Form):
    days = forms.TypedChoiceField(
        label="Valable",
        choices=[(1, "un jour"), (7, "une semaine"), (30, "un mois")],
        coerce=int,
        initial=7,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une durée.", "invalid_choice": "Choisissez une des trois durées."},
    )


def links(request, pk):
    """List the open links of a page, and make another."""
    page = changeable(request.user, pk)
    form = DraftLinkForm(request.POST or None)
    if form.is_valid():
        DraftLink.objects.forgotten().delete()
        end = timezone.now() + timedelta(days=form.cleaned_data["days"])
        DraftLink.objects.create(page=page, made_by=request.user, expires_at=end)
        messages.success(request, "Le lien est fait : copiez-le et transmettez-le à la personne qui relit.")
        return redirect("draft_links", page.pk)
    found = page.draft_links.open().select_related("made_by")
    return render(request, "portal/cms/draft_links.html", {"page": page, "form": form, "links": found})


@require_POST
def end_link(request, pk, key):
    """End a link at once."""
    page = changeable(request.user, pk)
    get_object_or_404(page.draft_links, pk=key).end()
    messages.success(request, "Le lien ne mène plus au brouillon.")
    return redirect("draft_links", page.pk)


def changeable(user, key):
    """Return the page of this key, if this user may change it."""
    page = get_object_or_404(Page.objects.filter(depth__gt=1), pk=key).specific
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    return page
