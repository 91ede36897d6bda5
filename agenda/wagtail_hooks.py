from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from wagtail import hooks
from wagtail.actions.copy_page import CopyPageAction
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from agenda.cms_forms import EventCopyForm
from agenda.cms_lists import EventFilterSet
from agenda.models import Audience, EventPage
from portal.cms_lists import page_columns


class EventList:
    """What editors see of each event, and what they narrow the list by."""

    model = EventPage
    ordering = "-starts_on"
    list_display = page_columns(
        Column("when", label="Quand", sort_key="begin"),
        Column("get_state_display", label="État", sort_key="state"),
        Column("place", label="Où", sort_key="place"),
    )
    filterset_class = EventFilterSet


class EventViewSet(EventList, PageViewSet):
    """The events where they stand, under the agenda."""


class EventMenuViewSet(EventList, PageListingViewSet):
    """The events in the menu of the CMS."""

    name = "evenements"
    icon = "calendar-alt"
    menu_label = "Évènements"
    menu_order = 150
    add_to_admin_menu = True


@register_snippet
class AudienceViewSet(SnippetViewSet):
    model = Audience
    icon = "group"
    menu_label = "Publics"
    list_display = ["name", "slug"]
    search_fields = ["name"]
    add_to_settings_menu = True


@hooks.register("register_admin_viewset")
def register_events():
    return [EventViewSet(), EventMenuViewSet("evenements")]


@hooks.register("before_copy_page")
def duplicate_with_new_dates(request, page):
    """Copy an event with the days that its form asked for; until they are right, leave the form to Wagtail."""
    if page.specific_class is not EventPage or request.method != "POST":
        return None
    form = EventCopyForm(request.POST, user=request.user, page=page)
    if not form.is_valid():
        return None
    parent = form.cleaned_data["new_parent_page"] or page.get_parent()
    copy = CopyPageAction(
        page=page,
        to=parent,
        update_attrs={
            "title": form.cleaned_data["new_title"],
            "slug": form.cleaned_data["new_slug"],
            "starts_on": form.cleaned_data["starts_on"],
            "ends_on": form.cleaned_data["ends_on"],
        },
        copy_revisions=False,
        keep_live=bool(form.cleaned_data.get("publish_copies")),
        user=request.user,
    ).execute()
    messages.success(request, f"« {copy.title} » est créé à ses nouvelles dates : relisez-le.")
    return redirect(reverse("wagtailadmin_pages:edit", args=[copy.pk]))
