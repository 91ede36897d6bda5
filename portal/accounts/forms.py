"""The forms of allauth, in French; a password is only ever sent to the address that an account has now."""

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
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


class AddKeyForm(InFrench, webauthn.AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True
        self.fields["name"].max_length = self.fields["name"].widget.attrs["maxlength"] = 60


class RenameKeyForm(InFrench, webauthn.EditWebAuthnForm):
    name = forms.CharField(max_length=60)
