from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.newsletter.views import letter


@hooks.register("register_admin_urls")
def register_letter():
    return [path("lettre/", letter, name="letter")]


@hooks.register("register_admin_menu_item")
def add_letter():
    return MenuItem("Lettre d’information", reverse("letter"), icon_name="mail", name="lettre", order=590)
