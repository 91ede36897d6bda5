"""Sounds and films: who may add one may choose any, as an image or a document; those of others are changed by right."""

from wagtail import hooks
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtailmedia.models import Media
from wagtailmedia.views import chooser
from wagtailmedia.wagtail_hooks import MediaSummaryItem

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


policy = ChoosingPolicy(PortalMedia, auth_model=Media, owner_field_name="uploaded_by_user")
# Of the views of wagtailmedia, those of the chooser alone.
chooser.permission_checker.policy = policy


class MediaSummary(MediaSummaryItem):
    """How many one may choose, on the home of the CMS, as for images and documents."""

    def get_context_data(self, parent_context):
        found = policy.instances_user_has_any_permission_for(self.request.user, ["change", "delete"])
        return {"total_media": found.count()}


@hooks.register("construct_homepage_summary_items", order=10)
def count_what_may_be_chosen(request, items):
    items[:] = [MediaSummary(request) if isinstance(item, MediaSummaryItem) else item for item in items]
