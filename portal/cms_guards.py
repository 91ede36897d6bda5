"""What nobody undoes by accident: the pages that the site is built of are not deleted, nor the first one withdrawn."""

from django.contrib import messages
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin.auth import PermissionPolicyChecker, require_admin_access
from wagtail.admin.views.workflows import TaskChooserCreateView
from wagtail.permissions import task_permission_policy

from portal.models import HomePage

KEPT = "« {page} » porte une partie du site et ne se supprime pas. Dépubliez-la si elle ne doit plus se lire."
# Wagtail 7.4 lets whoever enters the CMS make a step of a workflow here: it asks nothing of who sends the form.
create_task = require_admin_access(
    PermissionPolicyChecker(task_permission_policy).require("add")(TaskChooserCreateView.as_view())
)
REVIEWED = (
    "La relecture de « {page} » s’est terminée entre-temps, sur un autre écran : votre texte est gardé comme brouillon."
)
HOME = "L’accueil reste toujours en ligne : corrigez-le plutôt."


def is_kept(page):
    """Whether the site is built of this page: the only one of its kind, or one that such pages are under."""
    pages = [page, *page.get_descendants()]
    return any(page.specific_class and page.specific_class.max_count == 1 for page in pages)


def is_home(page):
    return page.specific_class is HomePage


@hooks.register("before_delete_page")
def keep_page(request, page):
    return refuse(request, page, KEPT) if is_kept(page) else None


@hooks.register("before_unpublish_page")
def keep_home_published(request, page):
    return refuse(request, page, HOME) if is_home(page) else None


@hooks.register("before_bulk_action")
def keep_pages(request, action_type, objects, action):
    """The same for several pages at once: one that is kept stops them all."""
    if action.models[0].__name__ != "Page":
        return None
    kept, words = {"delete": (is_kept, KEPT), "unpublish": (is_home, HOME)}.get(action_type, (None, ""))
    found = next((page for page in objects if kept(page)), None) if kept else None
    return refuse(request, found, words) if found else None


@hooks.register("before_edit_page")
def keep_what_was_written(request, page):
    """Save as a draft what is approved or sent back once nobody waits for it any more: Wagtail 7.4 fails on it."""
    if "action-workflow-action" in request.POST and page.current_workflow_task is None:
        request.POST = request.POST.copy()
        del request.POST["action-workflow-action"]
        messages.warning(request, REVIEWED.format(page=page))


def refuse(request, page, words):
    messages.error(request, words.format(page=page))
    return redirect("wagtailadmin_explore", page.get_parent().pk)
