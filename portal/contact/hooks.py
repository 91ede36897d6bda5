"""The messages of visitors in the CMS: read, deleted, never written."""

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from portal.contact import delivery
from portal.models import SiteSettings
from portal.models.contact import ContactMessage


class ReadPolicy(ModelPermissionPolicy):
    """Whoever may see the messages may not write any, not even with every right."""

    def user_has_permission(self, user, action):
        return action in ("view", "delete") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class ContactMessageViewSet(ModelViewSet):
    model = ContactMessage
    name = "messages-recus"
    icon = "mail"
    menu_label = "Messages reçus"
    menu_order = 600
    add_to_admin_menu = True
    list_display = [
        "subject",
        "name",
        DateColumn("received_at", label="Reçu le"),
        DateColumn("sent_at", label="Transmis le"),
    ]
    list_filter = ["sent_at"]
    search_fields = ["subject", "name", "email", "text"]
    inspect_view_enabled = True
    inspect_view_fields = ["subject", "name", "email", "text", "received_at", "tried_at", "sent_at"]
    form_fields = ["subject"]
    copy_view_enabled = False

    @property
    def permission_policy(self):
        return ReadPolicy(self.model)


class WaitingMessagesPanel(Component):
    """Messages that no mail server has taken, for those who may read them."""

    name = "messages"
    template_name = "portal/cms/waiting_messages.html"
    order = 15

    def __init__(self, request):
        self.is_reader = ReadPolicy(ContactMessage).user_has_permission(request.user, "view")
        self.has_address = bool(SiteSettings.current().email)

    def get_context_data(self, parent_context):
        waiting = ContactMessage.objects.waiting().count() if self.is_reader else 0
        address = reverse("messages-recus:index")
        return {
            "waiting": waiting,
            "address": address,
            "has_address": self.has_address,
            "can_send": delivery.can_send(),
        }


@hooks.register("register_admin_viewset")
def register_messages():
    return ContactMessageViewSet()


@hooks.register("construct_homepage_panels")
def tell_of_waiting_messages(request, panels):
    panels.append(WaitingMessagesPanel(request))
