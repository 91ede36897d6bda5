"""A page deleted in the CMS goes to the bin: Wagtail asks, we do it in its place."""

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError
from django.shortcuts import redirect
from django.urls import reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import ReferenceIndex

from portal.bin.archive import throw_away
from portal.bin.viewset import BinViewSet
from portal.templatetags.dates import day_in_words

PROTECTED = "« {page} » ne peut pas être supprimée : une fiche en a besoin. Ouvrez « Utilisation » pour voir laquelle."


@hooks.register("register_admin_viewset")
def register_bin():
    return BinViewSet()


@hooks.register("register_log_actions")
def name_restoring(actions):
    actions.register_action("portal.restore", "Restaurer", "Restaurée de la corbeille")


# After those that refuse (portal/cms_guards.py).
@hooks.register("before_delete_page", order=10)
def bin_page(request, page):
    """Put in the bin the page whose deletion is confirmed, with the checks of Wagtail and the same way on."""
    typed = request.POST.get("confirm_site_name")
    is_confirmed = request.method == "POST" and (not typed or typed == settings.WAGTAIL_SITE_NAME)
    if not is_confirmed or ReferenceIndex.get_references_to(page).group_by_source_object().is_protected:
        return None
    parent = page.get_parent()
    return binned(request, [page]) or redirect(
        get_valid_next_url_from_request(request) or reverse("wagtailadmin_explore", args=[parent.pk])
    )


@hooks.register("before_bulk_action", order=10)
def bin_pages(request, action_type, objects, action):
    """The same for several pages; those under another of them leave with it."""
    if action_type != "delete" or action.models[0].__name__ != "Page":
        return None
    tops = [page for page in objects if not any(page.is_descendant_of(other) for other in objects)]
    return binned(request, tops) or redirect(action.next_url)


def binned(request, pages):
    """Put pages in the bin and say so; return where to go instead if one must stay, and then they all stay."""
    try:
        with transaction.atomic():
            found = [throw_away(page, request.user) for page in pages]
    except ProtectedError:
        messages.error(request, PROTECTED.format(page=", ".join(map(str, pages))))
        return redirect("wagtailadmin_explore", pages[0].get_parent().pk)
    if found:
        way = reverse("corbeille:restore", args=[found[0].pk]) if len(found) == 1 else reverse("corbeille:index")
        label = "Annuler" if len(found) == 1 else "Ouvrir la corbeille"
        messages.success(request, told(found), buttons=[messages.button(way, label)])
    return None


def told(found):
    """Return what went to the bin, and until when it can come back, in a sentence."""
    pages = sum(each.page_count for each in found)
    under = pages - len(found)
    names = f"« {found[0]} » est" if len(found) == 1 else f"{len(found)} pages sont"
    those = {0: "", 1: ", avec la page qui était dessous"}.get(under, f", avec les {under} pages qui étaient dessous")
    return f"{names} à la corbeille{those}, jusqu’au {day_in_words(found[0].kept_until)}."
