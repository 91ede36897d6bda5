"""Sounds and films: who may add one may choose any, as an image or a document; those of others are changed by right."""

from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtailmedia.models import Media
from wagtailmedia.views import chooser

from portal.models import PortalMedia


class ChoosingPolicy(CollectionOwnershipPermissionPolicy):
    """wagtailmedia 0.19 shows in its chooser only what one may change, and knows no right to choose."""

    def instances_user_has_any_permission_for(self, user, actions):
        found = super().instances_user_has_any_permission_for(user, actions)
        return self.model.objects.all() if self.user_has_permission(user, "add") else found

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return self.user_has_permission(user, "add") or super().user_has_any_permission_for_instance(
            user, actions, instance
        )


# Of the views of wagtailmedia, those of the chooser alone.
chooser.permission_checker.policy = ChoosingPolicy(PortalMedia, auth_model=Media, owner_field_name="uploaded_by_user")
