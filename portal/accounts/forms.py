"""The forms of allauth, in French; a password is only ever sent to the address that an account has now."""

import struct

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms

from portal.accounts.words import HELP, LABELS, TWICE


class InFrench:
    """A form of allauth with our labels, and none of the words that it writes inside of its fields."""

    labels = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name) or LABELS.get(name, field.label)
            field.help_text = HELP.get(name, "")
            field.widget.attrs.pop("placeholder", None)


class TypedTwice:
    """Says beside the second password that it is not the first."""

    def clean(self):
        data = forms.Form.clean(self)
        if data.get("password2") and data.get("password1") and data["password1"] != data["password2"]:
            self.add_error("password2", TWICE)
        return data


class LoginForm(InFrench, account.LoginForm):
    pass


class ReauthenticateForm(InFrench, account.ReauthenticateForm):
    pass


class ChangePasswordForm(InFrench, TypedTwice, account.ChangePasswordForm):
    pass


class ChoosePasswordForm(InFrench, TypedTwice, account.ResetPasswordKeyForm):
    pass


class ForgottenPasswordForm(InFrench, account.ResetPasswordForm):
    def clean_email(self):
        """Find the accounts that have this address now: a former one opens nothing."""
        email = super().clean_email()
        self.users = [user for user in self.users if user.email.lower() == email]
        return email

    def save(self, request, **kwargs):
        """Write in every case: an answer takes as long for an unknown address as for a known one."""
        if not self.users:
            get_adapter().send_mail("account/email/unknown_account", self.cleaned_data["email"], {})
            return self.cleaned_data["email"]
        return super().save(request, **kwargs)


class CodeForm(InFrench, mfa.AuthenticateForm):
    labels = {"code": "Code de l’application, ou code de secours"}


class ConfirmByCodeForm(InFrench, mfa.ReauthenticateForm):
    labels = CodeForm.labels


class ActivateForm(InFrench, totp.ActivateTOTPForm):
    pass


def answered_by_key(clean):
    """Take what is no answer of a key for a wrong one: fido2 meets in it whatever error comes first."""

    def cleaned(form):
        try:
            return clean(form)
        except (AttributeError, LookupError, TypeError, ValueError, struct.error) as error:
            raise get_mfa_adapter().validation_error("incorrect_code") from error

    return cleaned


class EnterByKeyForm(webauthn.LoginWebAuthnForm):
    clean_credential = answered_by_key(webauthn.LoginWebAuthnForm.clean_credential)


class KeyForm(webauthn.AuthenticateWebAuthnForm):
    clean_credential = answered_by_key(webauthn.AuthenticateWebAuthnForm.clean_credential)


class ConfirmByKeyForm(webauthn.ReauthenticateWebAuthnForm):
    clean_credential = answered_by_key(webauthn.ReauthenticateWebAuthnForm.clean_credential)


class AddKeyForm(InFrench, webauthn.AddWebAuthnForm):
    name = forms.CharField(max_length=60, required=False)
    clean = answered_by_key(webauthn.AddWebAuthnForm.clean)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True

    def clean_credential(self):
        """Refuse what allauth takes for nothing, and would keep as a key without looking at it."""
        credential = self.cleaned_data["credential"]
        if not credential or not isinstance(credential, dict):
            raise get_mfa_adapter().validation_error("incorrect_code")
        return credential


class RenameKeyForm(InFrench, webauthn.EditWebAuthnForm):
    name = forms.CharField(max_length=60)
