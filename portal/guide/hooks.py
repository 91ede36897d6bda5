"""The ways into the help: its addresses, its entry in the menu."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.guide import views


@hooks.register("register_admin_urls")
def register_guide():
    return [
        path("aide/", views.index, name="guide"),
        path("aide/imprimer/", views.whole, name="guide_whole"),
        path("aide/<slug:slug>/", views.chapter, name="guide_chapter"),
    ]


@hooks.register("register_admin_menu_item")
def add_guide():
    return MenuItem("Aide à la rédaction", reverse("guide"), icon_name="help", name="guide", order=9000)
