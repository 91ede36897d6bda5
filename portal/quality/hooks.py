"""The advice, where editors write: in the panel « Vérifications » of a page, and once more when it is published."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.models import Page

from portal.models import BasePage
from portal.quality.checks import advice, awaits_scheduling


def page_advice(request, pk):
    """Show the advice for the last draft of a page, as it is kept, to who may change it."""
    page = get_object_or_404(Page, pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    if not isinstance(draft, BasePage):
        raise Http404
    return render(request, "portal/cms/advice.html", {"advice": advice(draft)})


@hooks.register("register_admin_urls")
def register_advice():
    return [path("pages/<int:pk>/conseils/", page_advice, name="page_advice")]


@hooks.register("insert_editor_js")
def follow_draft():
    return format_html('<script src="{}" defer></script>', static("js/cms/advice.js"))


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_schedule(request, page):
    """Say, once the form is sent by its button, that giving a date is not scheduling."""
    if request.accepts("text/html") and isinstance(page, BasePage) and awaits_scheduling(page):
        words = "Pas encore programmée : pour qu’elle paraisse à la date donnée, en bas, la flèche, puis « {} »."
        messages.warning(request, words.format("Programmer pour publication"))


@hooks.register("after_publish_page")
def recall(request, page):
    """Say how many advices are left to follow."""
    count = len(advice(page)) if isinstance(page, BasePage) else 0
    if count:
        words = "Un conseil reste" if count == 1 else f"{count} conseils restent"
        messages.info(request, f"{words} à suivre pour cette page : ouvrez « Vérifications », à droite (les lunettes).")
