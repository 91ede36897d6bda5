"""Pages that were deleted, kept for a while as rows that no page, list or search reads."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.permissions import page_permission_policy

KEPT_FOR = timedelta(days=30)


class BinnedPageQuerySet(models.QuerySet):
    def outdated(self):
        """Pages that were in the bin for as long as it keeps them."""
        return self.filter(deleted_at__lte=timezone.now() - KEPT_FOR)

    def visible_to(self, user):
        """Pages that this user deleted, and all of them for who may publish."""
        if page_permission_policy.user_has_permission(user, "publish"):
            return self
        return self.filter(deleted_by=user)


class BinnedPage(models.Model):
    """A page in the bin, with those under it: what the database kept of them, and what is shown of them there."""

    title = models.CharField("page", max_length=255)
    kind = models.CharField("type", max_length=100)
    page_key = models.BigIntegerField(unique=True)
    address = models.CharField("adresse", max_length=2000)
    page_count = models.PositiveIntegerField("pages")
    live_count = models.PositiveIntegerField("en ligne")
    # Where it stood: under this page, after that one.
    parent_key = models.BigIntegerField()
    parent_title = models.CharField(max_length=255)
    previous_key = models.BigIntegerField(null=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="supprimée par"
    )
    deleted_at = models.DateTimeField("supprimée le", default=timezone.now)
    # What portal/bin/archive.py keeps.
    archive = models.JSONField()

    objects = BinnedPageQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "page à la corbeille"
        verbose_name_plural = "pages à la corbeille"
        ordering = ["-deleted_at", "-pk"]
        # Restoring is for who may write where the page goes back.
        default_permissions = ("delete",)

    def __str__(self):
        return self.title

    @property
    def kept_until(self):
        """Until when it can be restored, in Paris."""
        return timezone.localtime(self.deleted_at + KEPT_FOR)

    @property
    def deleted_by_name(self):
        user = self.deleted_by
        return (user.get_full_name() or user.get_username()) if user else "un compte supprimé"
