"""The accounts of those who write: each in a role that says what it allows, invited to choose a password."""

import logging

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.template.loader import render_to_string
from wagtail import hooks
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet

from portal.accounts import journal, links, second_factor
from portal.roles import purposes

logger = logging.getLogger(__name__)


class RoleChoiceField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, group):
        purpose = purposes().get(group.name)
        return f"{group.name} : {purpose}" if purpose else group.name


class RolesForm(forms.ModelForm):
    """What the forms of an account have in common; `is_superuser` is for those who already are."""

    def __init__(self, *args, for_superuser=False, **kwargs):
        super().__init__(*args, **kwargs)
        roles = self.fields["groups"]
        self.fields["groups"] = RoleChoiceField(
            roles.queryset.order_by("pk"),
            label="Rôles",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="Un seul suffit d’ordinaire. Sans rôle, la personne n’entre pas dans le CMS.",
        )
        if "is_superuser" in self.fields:
            self.fields["is_superuser"].label = "Tous les droits, sans limite"
            self.fields["is_superuser"].help_text = "Pour qui installe et entretient le site."
        if not for_superuser:
            self.fields.pop("is_superuser", None)


class PortalUserCreationForm(RolesForm, UserCreationForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = "Vide : la personne reçoit un message qui lui fait choisir le sien."

    @property
    def password_required(self):
        return False

    def save(self, commit=True):
        """Keep an account whose password is still to be chosen as one that no password opens."""
        if not self.cleaned_data["password1"]:
            self.instance.set_unusable_password()
        return super().save(commit)


class PortalUserEditForm(RolesForm, UserEditForm):
    forget_second_factor = forms.BooleanField(
        label="Retirer le second facteur",
        required=False,
        help_text="Pour qui a perdu téléphone, clés et codes : son mot de passe suffit pour en choisir un autre.",
    )

    invite_again = forms.BooleanField(
        label="Envoyer de nouveau l’invitation",
        required=False,
        help_text="Le mot de passe reste à choisir. Le message part à l’adresse ci-dessus ; son lien vaut trois jours.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not second_factor.has_one(self.instance):
            del self.fields["forget_second_factor"]
        if not awaits_password(self.instance):
            del self.fields["invite_again"]

    def clean(self):
        data = super().clean()
        if data.get("invite_again") and not data.get("is_active", True):
            self.add_error("invite_again", "Un compte qui n’est pas actif n’invite à rien : cochez « Actif ».")
        return data

    def save(self, commit=True):
        user = super().save(commit)
        if self.cleaned_data.get("forget_second_factor"):
            second_factor.forget(user)
        return user


class WithRoles:
    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"for_superuser": self.request.user.is_superuser}


class PortalUserViewSet(UserViewSet):
    # Nobody is the copy of somebody.
    copy_view_enabled = False
    add_view_class = type("CreateView", (WithRoles, UserViewSet.add_view_class), {})
    edit_view_class = type("EditView", (WithRoles, UserViewSet.edit_view_class), {})

    def get_form_class(self, for_update=False):
        return PortalUserEditForm if for_update else PortalUserCreationForm


@hooks.register("before_edit_user")
def keep_superusers_out_of_reach(request, user):
    """Refuse that somebody with fewer rights changes the address or the password of an account with all of them."""
    if user.is_superuser and not request.user.is_superuser:
        raise PermissionDenied


@hooks.register("before_bulk_action")
def keep_superusers_out_of_reach_of_many(request, action_type, objects, action):
    """The same for several accounts at once: one that is out of reach stops them all."""
    if action.model is get_user_model():
        for user in objects:
            keep_superusers_out_of_reach(request, user)


@hooks.register("after_bulk_action")
def note_opened_and_closed(request, action_type, objects, action):
    """Log what Wagtail changes of several accounts at once, of which no signal tells."""
    if action_type == "set_active_state" and action.model is get_user_model():
        for user in objects:
            journal.note_flag(user, "is_active", action.cleaned_form.cleaned_data["mark_as_active"])


def awaits_password(user):
    """Whether this account is still to be opened by the password that its invitation lets choose."""
    return not user.has_usable_password()


@hooks.register("after_edit_user")
def invite_again(request, user):
    """Send anew, when it is asked for, an invitation that got lost or whose days are over."""
    if "invite_again" in request.POST:
        invite(request, user)


@hooks.register("after_create_user")
def invite(request, user):
    """Send a new colleague the link that lets them choose a password; failing that, show it to who may hand it over."""
    if not awaits_password(user):
        return
    link = links.choose_password(user)
    text = render_to_string("portal/cms/invitation.txt", {"user": user, "link": link, "by": request.user})
    try:
        send_mail("Votre accès au CMS de Cités Unies France", text, settings.DEFAULT_FROM_EMAIL, [user.email])
        messages.success(request, f"Une invitation à choisir un mot de passe est partie à {user.email}.")
    except OSError:
        logger.exception("L’invitation de %s n’a pas pu partir.", user.get_username())
        messages.warning(
            request, f"Le message d’invitation n’a pas pu partir. Transmettez vous-même ce lien à {user.email} : {link}"
        )
