"""Themes and country groups in the CMS: how much each serves, merging two, and no deletion by accident."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import Button
from wagtail.log_actions import log
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.models import CountryGroup, Theme
from portal.models.taxonomy import Term
from portal.taxonomy import is_used, merge, with_usage


class TermViewSet(SnippetViewSet):
    """A list of terms with what each serves, from which one may be merged into another."""

    list_display = ["name", "slug", Column("usage", label="Utilisations", sort_key="usage")]
    search_fields = ["name"]
    list_per_page = 100

    def get_queryset(self, request):
        return with_usage(self.model.objects.all()).order_by("name")

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("merge/<int:pk>/", self.merge_view, name="merge")]

    def merge_view(self, request, pk):
        """Ask which term takes everything over, and say what that moves; then do it."""
        if not all(self.permission_policy.user_has_permission(request.user, action) for action in ("change", "delete")):
            raise PermissionDenied
        term = get_object_or_404(with_usage(self.model.objects.all()), pk=pk)
        form = MergeForm(request.POST or None, others=self.model.objects.exclude(pk=pk))
        if form.is_valid():
            return self.merged(request, term, form.cleaned_data["kept"])
        context = {"term": term, "form": form, "list_url": reverse(self.get_url_name("list")), "icon": self.icon}
        return render(request, "portal/cms/merge_term.html", context)

    def merged(self, request, term, kept):
        name = str(term)
        log(term, "wagtail.delete", user=request.user)
        merge(term, kept)
        log(kept, "wagtail.edit", user=request.user)
        messages.success(request, f"« {name} » est fusionné dans « {kept} » : rien n’a perdu son classement.")
        return redirect(self.get_url_name("list"))


class MergeForm(forms.Form):
    kept = forms.ModelChoiceField(
        label="Fusionner dans",
        queryset=None,
        empty_label="Choisissez",
        help_text="Ce qui est conservé : son nom et son adresse ne changent pas.",
        error_messages={"required": "Choisissez ce qui est conservé."},
    )

    def __init__(self, data, *, others):
        super().__init__(data)
        self.fields["kept"].queryset = others


class ThemeViewSet(TermViewSet):
    model = Theme
    icon = "tag"
    menu_label = "Thématiques"


class CountryGroupViewSet(TermViewSet):
    model = CountryGroup
    icon = "globe"
    menu_label = "Groupes-pays"


@hooks.register("register_snippet_listing_buttons")
def offer_to_merge(snippet, user, next_url=None):
    """Add « Fusionner… » to the actions on a term."""
    if isinstance(snippet, Term):
        address = reverse(snippet.snippet_viewset.get_url_name("merge"), args=[snippet.pk])
        yield Button("Fusionner…", url=address, icon_name="link", priority=25)


@hooks.register("before_delete_snippet")
def keep_what_serves(request, snippets):
    """Send back to the list whoever would delete a term that something is filed under."""
    used = [snippet for snippet in snippets if isinstance(snippet, Term) and is_used(snippet)]
    if not used:
        return None
    names = ", ".join(f"« {term} »" for term in used)
    messages.error(request, f"{names} : des contenus y sont classés. Rien n’est supprimé ; fusionnez plutôt.")
    return redirect(used[0].snippet_viewset.get_url_name("list"))
