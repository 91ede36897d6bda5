"""Taking the messages of visitors to the association: none is lost while the mail server is away."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.utils import timezone

from portal.models import SiteSettings
from portal.models.contact import ContactMessage

logger = logging.getLogger(__name__)

# One worker has the time to send before another tries.
BETWEEN_TRIES = timedelta(minutes=2)
# These write on the screen or in memory of this machine: nobody would read the message.
NO_SERVER = ("console", "dummy", "filebased")


def can_send():
    """Whether the site has a mail server and knows the address of the association."""
    is_real = settings.EMAIL_BACKEND.split(".")[-2] not in NO_SERVER
    return is_real and bool(SiteSettings.load().email)


def deliver_waiting():
    """Try every waiting message whose turn has come; return how many left, and how many wait."""
    sent = 0
    if can_send():
        for key in ContactMessage.objects.waiting().order_by("received_at").values_list("pk", flat=True):
            if not deliver(key):
                break
            sent += 1
    return sent, ContactMessage.objects.waiting().count()


def deliver_now(message):
    """Try a message that has just come, unless the server failed a moment ago: the round of each minute will."""
    now = timezone.now()
    if can_send() and not ContactMessage.objects.waiting().filter(tried_at__range=(now - BETWEEN_TRIES, now)).exists():
        deliver(message.pk)


def deliver(key):
    """Send one message, and note it; return whether the server took it."""
    if not _claim(key):
        return False
    message = ContactMessage.objects.get(pk=key)
    try:
        as_email(message).send()
    except Exception as error:
        # The error of a server may quote the message: its kind is enough.
        logger.error("Un message de la page Contact n’a pas pu partir (%s) ; il est gardé.", type(error).__name__)
        return False
    ContactMessage.objects.filter(pk=key).update(sent_at=timezone.now())
    return True


def _claim(key):
    """Whether this process is the one that tries this message now; a try of tomorrow is that of a clock put right."""
    now = timezone.now()
    free = Q(tried_at=None) | Q(tried_at__lt=now - BETWEEN_TRIES) | Q(tried_at__gt=now)
    return ContactMessage.objects.waiting().filter(free, pk=key).update(tried_at=now) == 1


def as_email(message):
    """Return a message as it is sent: from the site itself, so that no mail server takes it for a forgery."""
    return EmailMessage(
        subject=f"[Site] {message.subject}",
        body=f"{message.text}\n\n-- \n{message.name} <{message.email}>\nMessage de la page Contact du site.",
        to=[SiteSettings.load().email],
        reply_to=[message.email],
    )


def purge():
    """Delete the messages that are kept no longer; return how many."""
    return ContactMessage.objects.outdated().delete()[0]
