"""The CMS opens to who has a second factor, where the site asks for one (REQUIRE_SECOND_FACTOR)."""

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.shortcuts import redirect

from portal.middleware import CMS_PREFIX

# Codes alone are but a way back in.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_one(user):
    return is_mfa_enabled(user, FACTORS)


def is_missing(user):
    """Whether this user is signed in without the second factor that the site asks for."""
    return settings.REQUIRE_SECOND_FACTOR and user.is_authenticated and not has_one(user)


def forget(user):
    """Remove all that `user` has but the password, and tell them: for who lost both telephone and codes."""
    Authenticator.objects.filter(user=user).delete()
    get_adapter().send_notification_mail("forgotten", user)


def close_others(sender, request, user, authenticator, **kwargs):
    """Close what is open elsewhere when the first factor is added: none of it was opened with one."""
    if authenticator.type in FACTORS and Authenticator.objects.filter(user=user, type__in=FACTORS).count() == 1:
        for session in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
            session.end()


def follow():
    """Begin to close sessions: called once, when everything is loaded."""
    authenticator_added.connect(close_others)


class SecondFactorMiddleware:
    """Leads who comes into the CMS without a second factor to where one is chosen, and nowhere else.

    Every way of signing in asks for the second factor of who has one: portal/accounts/urls.py. Whoever signed in
    before they had one is signed out by close_others.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith(CMS_PREFIX) and is_missing(request.user):
            return redirect("mfa_index")
        return self.get_response(request)
