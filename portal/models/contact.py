"""Messages of visitors, kept until they have left by e-mail."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

# Personal data: /donnees-personnelles/ tells both times.
KEPT_ONCE_SENT = timedelta(days=30)
KEPT_UNSENT = timedelta(days=365)


class ContactMessageQuerySet(models.QuerySet):
    def waiting(self):
        """Messages that no mail server has taken yet."""
        return self.filter(sent_at=None)

    def outdated(self):
        """Messages that the site has no more reason to keep."""
        now = timezone.now()
        return self.filter(
            models.Q(sent_at__lt=now - KEPT_ONCE_SENT) | models.Q(sent_at=None, received_at__lt=now - KEPT_UNSENT)
        )


class ContactMessage(models.Model):
    name = models.CharField("nom", max_length=100)
    email = models.EmailField("adresse électronique")
    subject = models.CharField("objet", max_length=150)
    text = models.TextField("message", max_length=5000)
    # The same form sent twice (a double click, a page loaded anew) is one message.
    digest = models.CharField(max_length=64, unique=True, editable=False)
    received_at = models.DateTimeField("reçu le", default=timezone.now, editable=False)
    tried_at = models.DateTimeField("dernier essai d’envoi", null=True, editable=False)
    sent_at = models.DateTimeField("transmis le", null=True, editable=False)

    objects = ContactMessageQuerySet.as_manager()

    class Meta:
        verbose_name = "message reçu"
        verbose_name_plural = "messages reçus"
        ordering = ["-received_at", "-pk"]
        default_permissions = ("view", "delete")

    def __str__(self):
        return f"{self.subject} ({self.name})"
