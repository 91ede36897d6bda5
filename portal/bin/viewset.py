"""« Corbeille » in the CMS: what is there, who put it there and until when, and the way back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path, reverse
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import ListingButton
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy

from portal.bin.forms import RestoreForm
from portal.bin.restoring import NotRestored, restore
from portal.models import BinnedPage
from portal.templatetags.french import typo
from portal.vigilance.needs import DayColumn, day_column

BACK = "« {title} » est revenue{live}, à l’adresse {address}"
MOVED = "« {title} » est revenue{live}. Son ancienne adresse est prise : elle est maintenant à {address}"
GONE = "Cette page n’est plus à la corbeille : quelqu’un d’autre vient de la restaurer ou de la supprimer."


class BinPolicy(ModelPermissionPolicy):
    """Whoever writes pages sees the bin; what is deleted for good is so by Administration."""

    def user_has_permission(self, user, action):
        if action == "view":
            return page_permission_policy.user_has_any_permission(user, ["add", "change", "publish"])
        return action == "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class BinIndexView(IndexView):
    @property
    def no_results_message(self):
        return super().no_results_message if self.is_searching else "La corbeille est vide."

    def get_base_queryset(self):
        return visible_to(self.request.user)

    def get_inspect_url(self, instance):
        """Lead from the title to the way back: there is nothing else to be done with it."""
        return reverse("corbeille:restore", args=[instance.pk])

    def get_list_buttons(self, instance):
        buttons = [ListingButton("Restaurer", self.get_inspect_url(instance), icon_name="rotate")]
        if url := self.get_delete_url(instance):
            buttons.append(ListingButton("Supprimer définitivement", url, icon_name="bin"))
        return buttons


class BinDeleteView(DeleteView):
    page_title = "Supprimer définitivement"
    success_message = "« %(object)s » est supprimée définitivement."

    @property
    def confirmation_message(self):
        count = self.object.page_count
        pages = f"cette page et les {count - 1} qui étaient dessous" if count > 1 else "cette page"
        return f"Plus personne ne pourra rétablir {pages}. Supprimer définitivement ?"

    def get_usage_url(self):
        """Nothing uses a page of the bin."""
        return

    def get_object(self, queryset=None):
        return super().get_object(visible_to(self.request.user))


class BinViewSet(ModelViewSet):
    model = BinnedPage
    name = "corbeille"
    icon = "bin"
    menu_label = "Corbeille"
    menu_order = 650
    add_to_admin_menu = True
    index_view_class = BinIndexView
    delete_view_class = BinDeleteView
    list_display = [
        "title",
        "kind",
        "address",
        Column("page_count", label="Pages", sort_key="page_count"),
        Column("deleted_by_name", label="Supprimée par"),
        day_column("deleted_at", "Supprimée le"),
        DayColumn("kept_until", label="Gardée jusqu’au"),
    ]
    search_fields = ["title"]
    form_fields = ["title"]
    copy_view_enabled = False

    @property
    def permission_policy(self):
        return BinPolicy(self.model)

    def get_urlpatterns(self):
        kept = [
            pattern for pattern in super().get_urlpatterns() if pattern.name in ("index", "index_results", "delete")
        ]
        return [*kept, path("restore/<int:pk>/", restore_view, name="restore")]


def visible_to(user):
    """Return the pages of the bin that this user may see, without what is kept of them."""
    return BinnedPage.objects.visible_to(user).defer("archive").select_related("deleted_by")


def restore_view(request, pk):
    """Ask where a page of the bin goes back, and put it there."""
    binned = visible_to(request.user).filter(pk=pk).first()
    if binned is None:
        messages.error(request, GONE)
        return redirect("corbeille:index")
    form = RestoreForm(request.POST or None, binned=binned, user=request.user)
    if form.is_valid():
        return restored(request, binned, form.cleaned_data)
    return render(request, "portal/cms/restore.html", {"binned": binned, "form": form})


def restored(request, binned, choices):
    """Put the page back, and say where it is."""
    is_live = choices.get("is_live", False)
    try:
        page = restore(binned.pk, choices["parent"], request.user, is_live)
    except NotRestored as refusal:
        messages.error(request, refusal)
        return redirect("corbeille:index")
    if page is None:
        messages.error(request, GONE)
        return redirect("corbeille:index")
    sentence = BACK if page.url == binned.address or page.get_parent().pk != binned.parent_key else MOVED
    live = "" if page.live else ", en brouillon"
    messages.success(request, typo(sentence.format(title=page, live=live, address=page.url)))
    return redirect("wagtailadmin_pages:edit", page.pk)
