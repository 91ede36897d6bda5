"""What is logged of accounts: who came in or was refused, and who changed what somebody may do.

What a command does is logged by nobody: whoever runs it has the machine.
"""

import logging

from allauth.account import signals as account
from allauth.core import context
from allauth.mfa import signals as mfa
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from portal.limits import client_address

logger = logging.getLogger(__name__)
LONGEST = 150
FLAGS = {"is_superuser": "tous les droits", "is_active": "actif"}
ACTIONS = {"post_add": "reçoit", "post_remove": "perd", "pre_clear": "perd tout de"}


def note(text, *values, level=logging.INFO):
    """Log a line that says from where; `values` are what was typed or named, of which nothing is left but letters."""
    origin = client_address(context.request) if context.request else ""
    logger.log(level, f"{text} (depuis %s)", *(plain(value) for value in values), origin or "cette machine")


def plain(value):
    """Return on one line, and not too long, what somebody may have typed."""
    return "".join(sign if sign.isprintable() else " " for sign in str(value)[:LONGEST])


def by():
    """Return who asks for what is being done; None for a command."""
    user = getattr(context.request, "user", None)
    return user if user and user.is_authenticated else None


def came_in(sender, user, **kwargs):
    note("Connexion de « %s »", user)


def went_out(sender, user, **kwargs):
    if user:
        note("Déconnexion de « %s »", user)


def was_refused(sender, credentials, **kwargs):
    note("Connexion refusée à « %s »", credentials.get("username", ""), level=logging.WARNING)


def second_factor_was_refused(sender, user, **kwargs):
    note("Second facteur refusé à « %s »", user, level=logging.WARNING)


def second_factor_changed(sender, user, authenticator, signal, **kwargs):
    done = {id(mfa.authenticator_added): "ajoute", id(mfa.authenticator_removed): "retire"}.get(id(signal), "refait")
    note("« %s » %s un second facteur : %s", user, done, authenticator.type)


def password_changed(sender, user, **kwargs):
    note("Mot de passe de « %s » changé", user)


def links_changed(sender, instance, action, reverse, pk_set, model, **kwargs):
    """Note the roles and the rights that somebody gives or takes in the CMS."""
    if by() and action in ACTIONS:
        names = ", ".join(str(found) for found in model.objects.filter(pk__in=pk_set or ()))
        # A role that is given to several at once is told from its own side.
        who, what = (names, instance) if reverse else (instance, names)
        note("« %s » %s %s, par « %s »", who, ACTIONS[action], what or model._meta.verbose_name_plural, by())


def remember_flags(sender, instance, raw=False, **kwargs):
    """Before an account is saved, keep what it was allowed: None if it is a new one."""
    if by() and not raw:
        instance._flags = get_user_model().objects.filter(pk=instance.pk).values(*FLAGS).first()


def account_saved(sender, instance, created, raw=False, **kwargs):
    if not by() or raw:
        return
    before = getattr(instance, "_flags", None)
    if created:
        note("Compte « %s » créé par « %s »", instance, by())
    for name in FLAGS:
        if before and before[name] != getattr(instance, name):
            note_flag(instance, name, getattr(instance, name))


def note_flag(user, name, value):
    """Note that an account has, or has not any more, one of FLAGS."""
    note("« %s », %s : %s, par « %s »", user, FLAGS[name], "oui" if value else "non", by())


def removed(sender, instance, **kwargs):
    if by():
        note("%s « %s » supprimé par « %s »", sender._meta.verbose_name, instance, by())


def rights_in_tree(sender, instance, created=None, **kwargs):
    """Note what a role may do with the pages or the files of a place."""
    if by():
        place = getattr(instance, "page", None) or getattr(instance, "collection", None)
        done = "perd" if created is None else "reçoit"
        note("« %s » %s « %s » sur « %s », par « %s »", instance.group, done, instance.permission, place, by())


def follow():
    """Begin to note: called once, when everything is loaded."""
    user = get_user_model()
    user_logged_in.connect(came_in)
    user_logged_out.connect(went_out)
    user_login_failed.connect(was_refused)
    mfa.authentication_failed.connect(second_factor_was_refused)
    for signal in (mfa.authenticator_added, mfa.authenticator_removed, mfa.authenticator_reset):
        signal.connect(second_factor_changed)
    for signal in (account.password_changed, account.password_set, account.password_reset):
        signal.connect(password_changed)
    for through in (user.groups.through, user.user_permissions.through, Group.permissions.through):
        m2m_changed.connect(links_changed, sender=through)
    pre_save.connect(remember_flags, sender=user)
    post_save.connect(account_saved, sender=user)
    for model in (user, Group):
        post_delete.connect(removed, sender=model)
    for model in (GroupPagePermission, GroupCollectionPermission):
        for signal in (post_save, post_delete):
            signal.connect(rights_in_tree, sender=model)
