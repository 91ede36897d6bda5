"""Links that show a draft to somebody without an account."""

from datetime import timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.core.signing import Signer
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from wagtail.models import Page

# How long those of the past are told to be so; then their address is unknown.
REMEMBERED = timedelta(days=90)


class DraftLinkQuerySet(models.QuerySet):
    def open(self):
        """Links that show their page now."""
        return self.filter(expires_at__gt=timezone.now())

    def forgotten(self):
        return self.filter(expires_at__lte=timezone.now() - REMEMBERED)

    def signed(self, key, signature):
        """Return the link that this address is that of, open or not; None if nobody ever made it."""
        link = self.select_related("page").filter(pk=key).first()
        return link if link and link.is_signed(signature) else None


class DraftLink(models.Model):
    """A link to the latest draft of a page. Its address is signed: a copy of the database does not give it."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="draft_links")
    nonce = models.CharField(max_length=64, default=token_urlsafe, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField("fait le", default=timezone.now)
    expires_at = models.DateTimeField("valable jusqu’au")

    objects = DraftLinkQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "lien de relecture"
        verbose_name_plural = "liens de relecture"
        ordering = ["-made_at", "-pk"]
        # Whoever may change a page makes, sees and ends its links.
        default_permissions = ()

    def __str__(self):
        return f"Lien de relecture de « {self.page} »"

    @property
    def signature(self):
        return Signer(salt="portal.drafts").signature(f"{self.pk}:{self.nonce}")

    def is_signed(self, signature):
        """Whether this is the signature of this link, told in a time that says nothing of it."""
        return constant_time_compare(signature, self.signature)

    @property
    def address(self):
        """The whole address, to be handed over."""
        return settings.SITE_URL + reverse("draft", args=[self.pk, self.signature])

    @property
    def until(self):
        """Until when it shows its page, in Paris."""
        return timezone.localtime(self.expires_at)

    @property
    def is_open(self):
        return self.expires_at > timezone.now()

    def end(self):
        """Show the page no more, from now on."""
        self.expires_at = min(self.expires_at, timezone.now())
        self.save(update_fields=["expires_at"])
