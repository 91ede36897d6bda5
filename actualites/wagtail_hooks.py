from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet

from actualites.models import NewsIndexPage, NewsPage
from portal.cms_lists import page_columns


class NewsList:
    """What editors see of each item, and what they narrow the list by."""

    model = NewsPage
    ordering = "-ranked_on"
    list_display = page_columns(
        Column("published_on", label="Date", sort_key="published_on"),
        Column("get_kind_display", label="Nature", sort_key="kind"),
        Column("pinned_until", label="À la une jusqu’au", sort_key="pinned_until"),
    )
    list_filter = {
        "published_on": ["gte", "lte"],
        "kind": ["exact"],
        "speaker": ["exact"],
        "themes": ["exact"],
        "country_groups": ["exact"],
        "live": ["exact"],
    }


class NewsViewSet(NewsList, PageViewSet):
    """The news where they stand, under their list."""


class NewsMenuViewSet(NewsList, PageListingViewSet):
    """The news in the menu of the CMS."""

    name = "actualites"
    icon = "doc-full"
    menu_label = "Actualités"
    menu_order = 145
    add_to_admin_menu = True


@hooks.register("register_admin_viewset")
def register_news():
    return [NewsViewSet(), NewsMenuViewSet("actualites")]


class NewItem(MenuItem):
    """The way to an empty news item, for who may write one."""

    def is_shown(self, request):
        index = NewsIndexPage.objects.first()
        return index is not None and index.permissions_for_user(request.user).can_add_subpage()


@hooks.register("register_admin_menu_item")
def offer_new_item():
    return NewItem("Nouvelle actualité", reverse("new_news_item"), icon_name="edit", order=140)


@hooks.register("register_admin_urls")
def register_new_item():
    return [path("nouvelle-actualite/", new_item, name="new_news_item")]


@require_admin_access
def new_item(request):
    """Open the form of a new item, wherever the page of the news stands in the tree."""
    index = get_object_or_404(NewsIndexPage)
    return redirect("wagtailadmin_pages:add", NewsPage._meta.app_label, NewsPage._meta.model_name, index.pk)
