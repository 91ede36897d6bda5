"""The list of the resources in the CMS, from which the examples are deleted in one action."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets import Button

from portal.cms_lists import page_columns, yes_or_no
from ressources.examples import delete_examples, example_pages, may_delete
from ressources.models import ResourcePage


class ResourceIndexView(IndexView):
    @cached_property
    def header_more_buttons(self):
        if not may_delete(self.request.user):
            return super().header_more_buttons
        button = Button("Supprimer les exemples…", url=reverse("ressources:delete_examples"), icon_name="bin")
        return [*super().header_more_buttons, button]


class ResourceViewSet(PageListingViewSet):
    """The resources in the menu of the CMS: under their centre dossiers stand among them, which have other columns."""

    name = "ressources"
    model = ResourcePage
    index_view_class = ResourceIndexView
    icon = "folder-open-inverse"
    menu_label = "Ressources"
    menu_order = 155
    add_to_admin_menu = True
    ordering = "-dated_on"
    list_display = page_columns(
        Column("kind_label", label="Type", sort_key="kind"),
        Column("dated_on", label="Date", sort_key="dated_on"),
        yes_or_no("is_example", "Exemple"),
    )
    list_filter = ["kind", "is_example", "themes", "country_groups", "publisher", "language", "live"]

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("exemples/", self.delete_examples_view, name="delete_examples")]

    def delete_examples_view(self, request):
        """Say what goes with the examples; then delete them."""
        if not may_delete(request.user):
            raise PermissionDenied
        address = reverse(self.get_url_name("index"))
        if request.method == "POST":
            pages, files = delete_examples(request.user)
            messages.success(request, f"Les exemples sont supprimés : {pages} pages, {files} fichiers.")
            return redirect(address)
        context = {"pages": example_pages(), "list_url": address, "icon": self.icon}
        return render(request, "ressources/cms/delete_examples.html", context)
