"""A new page is made once, even when the answer to its first save was lost on the way to the editor.

The form of a new page carries a key that the browser draws (static/js/cms/habits.js). A page made with this key whose
form nobody has opened since, for its address never arrived, gives way to what the same form sends again.
"""

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from wagtail import hooks
from wagtail.admin.models import EditingSession
from wagtail.models import Page

# Seconds: as long as a train is without a network, and less than Wagtail knows who has opened a page.
REMEMBERED = 1800


class KeyForm(forms.Form):
    """What the browser adds to the form of a new page; anything else is no key."""

    form_key = forms.UUIDField(required=False)


@hooks.register("before_create_page")
def give_way(request, parent, page_class):
    """Delete the page that an earlier try of this very form made, unless somebody has seen it."""
    place = _place(request)
    if made := place and cache.get(place):
        page = Page.objects.filter(pk=made, first_published_at=None).first()
        if page and not _is_open(page):
            page.specific.delete(user=request.user)


@hooks.register("after_create_page")
def remember(request, page):
    if place := _place(request):
        cache.set(place, page.pk, REMEMBERED)


def _place(request):
    """Return where the cache keeps which page this form made, or nothing for a form without a key."""
    form = KeyForm(request.POST)
    key = form.cleaned_data["form_key"] if form.is_valid() else None
    return f"first-save:{request.user.pk}:{key}" if key else None


def _is_open(page):
    kind = ContentType.objects.get_for_model(Page)
    return EditingSession.objects.filter(content_type=kind, object_id=f"{page.pk}").exists()
