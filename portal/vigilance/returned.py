"""A draft that was sent back: what its reader asks is told on the home of the CMS, and above the form of the page."""

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast
from django.utils.text import Truncator
from wagtail import hooks
from wagtail.models import Page, TaskState, WorkflowState

# A longer comment is read whole in the panel of the state of the page.
MOST_WORDS = 60


def returns(key):
    """Return the readings of the page of this key, or OuterRef, that ended by asking for a correction still awaited."""
    return TaskState.objects.filter(
        pk=F("workflow_state__current_task_state"),
        workflow_state__status=WorkflowState.STATUS_NEEDS_CHANGES,
        workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
        workflow_state__object_id=Cast(key, CharField()),
    )


def in_quotes(comment):
    """Return what was asked, as it is told: « Quelle année ? », or nothing if nothing was said."""
    return f"« {Truncator(comment).words(MOST_WORDS)} »" if comment.strip() else ""


@hooks.register("before_edit_page")
def tell_what_is_asked(request, page):
    """Say above the form of a page what is to be corrected in it."""
    state = returns(Value(page.pk)).first() if request.method == "GET" else None
    if state:
        who = state.finished_by.first_name or state.finished_by.get_username() if state.finished_by else "La relecture"
        said = in_quotes(state.comment)
        asked = f"{who} demande une correction : {said}" if said else f"{who} demande une correction."
        messages.warning(request, f"{asked} Corrigez, puis, en bas : la flèche et « Resoumettre ».")
