"""Where allauth asks what is ours: nobody opens an account alone, what it says and writes is in French."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings

from portal.accounts import links
from portal.accounts.words import ERRORS, LETTERS, MESSAGES
from portal.limits import MINUTE, too_many

logger = logging.getLogger(__name__)
# As long as allauth counts what failed for an account (RATE_LIMITS of allauth.account).
LOCKED = 5 * MINUTE
TOO_MANY = {"too_many_login_attempts", "rate_limited"}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | ERRORS

    def is_open_for_signup(self, request):
        return False

    def validation_error(self, code, *args):
        """Return the error of a form; what was tried too often is no error of a form, but a page and 429."""
        if code in TOO_MANY:
            raise ImmediateHttpResponse(too_many(context.request, LOCKED, "account/locked.html"))
        return super().validation_error(code, *args)

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        super().add_message(request, level, extra_tags=extra_tags, message=message or MESSAGES.get(message_template))

    def send_mail(self, template_prefix, email, context):
        """Send a letter; without a mail server, whoever waits for it is told the same as when it goes."""
        try:
            self.render_mail(template_prefix, email, context | {"site": settings.SITE_URL}).send()
        except OSError:
            logger.exception("Un message du compte n’a pas pu partir.")

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell who has the account what was changed in it and, unless a command did, from where."""
        if not user.email:
            return
        request, facts = self.request, {"notice": LETTERS[template_prefix], "user": user}
        if request:
            facts |= {"ip": self.get_client_ip(request), "agent": self.get_http_user_agent(request)[:200]}
        self.send_mail("account/email/notice", user.email, facts)

    def get_reset_password_from_key_url(self, key):
        uid, _, token = key.partition("-")
        return links.address(uid, token)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | ERRORS

    def get_totp_issuer(self):
        return settings.WAGTAIL_SITE_NAME

    _get_site_name = get_totp_issuer

    def generate_authenticator_name(self, user, type):  # noqa: A002
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return "Ma clé" if number == 1 else f"Clé n° {number}"
