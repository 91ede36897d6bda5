"""The address at which somebody chooses a password: sent to who forgot it, and to who is invited."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse


def choose_password(user):
    """Return the address, good for PASSWORD_RESET_TIMEOUT seconds and once, where `user` chooses a password."""
    return address(user_pk_to_url_str(user), default_token_generator.make_token(user))


def address(uid, token):
    """Return it from its parts, at the one address of the site, whatever host was asked."""
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
    return f"{settings.SITE_URL}{path}"
