"""The way from a page in the CMS to its links."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.widgets import Button

from portal.drafts import views


@hooks.register("register_admin_urls")
def register_links():
    return [
        path("pages/<int:pk>/relecture/", views.links, name="draft_links"),
        path("pages/<int:pk>/relecture/<int:key>/fin/", views.end_link, name="end_draft_link"),
    ]


@hooks.register("register_page_header_buttons")
def offer_link(page, user, view_name, next_url=None):
    if page.depth > 1 and page.permissions_for_user(user).can_edit():
        yield Button("Lien de relecture…", reverse("draft_links", args=[page.pk]), icon_name="link", priority=35)
