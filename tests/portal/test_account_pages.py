"""What somebody does with their own account, what who keeps accounts does with it, and what is kept of all that."""

import logging
import re

import html5lib
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.cms_crawl import ENGLISH, english
from tests.signing_in import CODE, PASSWORD, SECRET, code, enter, is_in

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("still")]


def test_connections_are_listed_and_the_others_closed(client, editor):
    elsewhere = Client(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/131.0"})
    enter(elsewhere)
    enter(client)
    page = client.get("/compte/connexions/")
    assert "Firefox, Windows" in page.text
    assert "C’est celle-ci." in page.text
    assert is_in(elsewhere)
    done = client.post("/compte/connexions/", follow=True)
    assert "Les autres connexions sont fermées." in done.text
    assert not is_in(elsewhere)
    assert is_in(client)
    assert UserSession.objects.count() == 1


def test_a_password_is_changed_by_who_knows_it_and_closes_the_others(client, editor):
    elsewhere = Client()
    enter(elsewhere)
    enter(client)
    fields = {"oldpassword": "faux", "password1": "un-tout-nouveau", "password2": "un-tout-nouveau"}
    assert "pas votre mot de passe actuel" in client.post("/compte/mot-de-passe/", fields).text
    done = client.post("/compte/mot-de-passe/", fields | {"oldpassword": PASSWORD}, follow=True)
    assert "Votre mot de passe est changé." in done.text
    assert is_in(client)
    assert not is_in(elsewhere)


def test_a_form_that_waited_too_long_is_refused_in_french(editor):
    client = Client(enforce_csrf_checks=True)
    refused = enter(client)
    assert refused.status_code == 403
    assert "rechargez la page" in refused.text
    assert not english(refused.text, ENGLISH)
    assert "<style" not in refused.text


def test_a_first_factor_closes_what_a_password_alone_had_opened(
    client, editor, settings, django_capture_on_commit_callbacks
):
    settings.REQUIRE_SECOND_FACTOR = True
    elsewhere = Client()
    enter(elsewhere)
    enter(client)
    client.post("/compte/confirmer/", {"password": PASSWORD})
    address = "/compte/second-facteur/application/"
    secret = re.search(r'account-secret">(\w+)<', client.get(address).text)[1]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"code": code(secret)})
    assert is_in(client)
    assert not is_in(elsewhere)
    assert elsewhere.get("/compte/second-facteur/").url.startswith("/compte/connexion/")


PAGES = """
/compte/connexion/ /compte/deconnexion/ /compte/inactif/ /compte/confirmer/ /compte/confirmer/code/
/compte/mot-de-passe/
/compte/mot-de-passe/oublie/ /compte/mot-de-passe/oublie/envoye/ /compte/mot-de-passe/choisi/
/compte/mot-de-passe/choisir/1-x/ /compte/second-facteur/ /compte/second-facteur/application/retirer/
/compte/connexions/
/compte/second-facteur/codes/ /compte/second-facteur/codes/nouveaux/ /compte/second-facteur/cles/{key}/
/compte/second-facteur/cles/{key}/retirer/
"""
EMPTY = ["/compte/second-facteur/", "/compte/second-facteur/application/", "/compte/second-facteur/cles/ajouter/"]
# Fields left empty, and filled in ill.
SENT = ["/compte/connexion/", "/compte/confirmer/", "/compte/mot-de-passe/", "/compte/mot-de-passe/oublie/"]
SENT += ["/compte/second-facteur/application/", "/compte/second-facteur/cles/ajouter/"]


def test_every_page_of_an_account_is_in_french_and_in_the_look_of_the_site(client, editor):
    enter(client)
    client.post("/compte/confirmer/", {"password": PASSWORD})
    answers = [client.get(address) for address in EMPTY] + [client.post(address, {}) for address in SENT]
    TOTP.activate(editor, SECRET)
    key = Authenticator.objects.create(user=editor, type="webauthn", data={"name": "Téléphone", "credential": {}})
    RecoveryCodes.activate(editor)
    with_key = [address.format(key=key.pk) for address in PAGES.split()]
    answers += [client.get(address) for address in with_key]
    for answer in answers:
        where = answer.request["PATH_INFO"]
        assert answer.status_code == 200, where
        assert not english(answer.text, ENGLISH), where
        assert answer.text.count("<h1") == 1, where
        assert 'class="site-header"' in answer.text, where
        assert "unsafe" not in answer["Content-Security-Policy"], where
        assert "no-store" in answer["Cache-Control"], where
        parser = html5lib.HTMLParser()
        parser.parse(answer.text)
        assert not parser.errors, where


def test_what_protects_an_account_is_not_touched_without_the_password_again(client, editor):
    TOTP.activate(editor, SECRET)
    client.force_login(editor)
    for name in ("mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"):
        for answer in (client.get(reverse(name)), client.post(reverse(name))):
            assert answer.url.startswith(("/compte/confirmer/", "/compte/second-facteur/application/retirer/")), name
    assert Authenticator.objects.filter(user=editor, type="totp").exists()


def test_who_lost_everything_starts_again_from_the_password(client, editor):
    """By who keeps accounts in the CMS, or by a command for who is alone."""
    chief = get_user_model().objects.create_superuser("chef", "chef@exemple.fr", PASSWORD)
    client.force_login(chief)
    address = reverse("wagtailusers_users:edit", args=[editor.pk])
    assert "Retirer le second facteur" not in client.get(address).text
    TOTP.activate(editor, SECRET)
    assert "Retirer le second facteur" in client.get(address).text
    fields = {"username": "redactrice", "email": editor.email, "first_name": "A", "last_name": "B", "is_active": "on"}
    client.post(address, fields | {"is_superuser": "on", "forget_second_factor": "on"})
    assert not Authenticator.objects.exists()
    assert "Votre second facteur a été retiré" in mail.outbox[-1].body

    TOTP.activate(editor, SECRET)
    call_command("forget_second_factor", "redactrice")
    assert not Authenticator.objects.exists()


def test_what_happens_at_the_door_is_logged(client, editor, caplog):
    caplog.set_level(logging.INFO, "portal.accounts.journal")
    enter(client, "faux", "red\nactrice", REMOTE_ADDR="203.0.113.7")
    enter(client)
    client.post("/compte/deconnexion/")
    TOTP.activate(editor, SECRET)
    enter(client)
    client.post(CODE, {"code": "000000"})
    assert [(record.levelname, record.getMessage()) for record in caplog.records if "journal" in record.name] == [
        ("WARNING", "Connexion refusée à « red actrice » (depuis 203.0.113.7)"),
        ("INFO", "Connexion de « redactrice » (depuis cette machine)"),
        ("INFO", "Déconnexion de « redactrice » (depuis cette machine)"),
        ("WARNING", "Second facteur refusé à « redactrice » (depuis cette machine)"),
    ]
    assert PASSWORD not in caplog.text


def test_what_somebody_is_allowed_is_logged_when_it_changes(client, content, caplog):
    caplog.set_level(logging.INFO, "portal.accounts.journal")
    chief, other = (get_user_model().objects.create_superuser(name, "", PASSWORD) for name in ("chef", "awa"))
    assert not caplog.records
    client.force_login(chief)
    caplog.clear()
    role = Group.objects.get(name="Rédaction")
    fields = {"username": "awa", "email": "awa@exemple.fr", "first_name": "A", "last_name": "B"}
    client.post(reverse("wagtailusers_users:edit", args=[other.pk]), fields | {"groups": [role.pk], "is_active": "on"})
    client.post(reverse("wagtailusers_users:edit", args=[other.pk]), fields | {"groups": []})
    client.post(reverse("wagtailusers_users:delete", args=[other.pk]))
    client.post(reverse("wagtailusers_groups:delete", args=[role.pk]))
    said = [record.getMessage().removesuffix(" (depuis cette machine)") for record in caplog.records]
    assert said[:6] == [
        "« awa », tous les droits : non, par « chef »",
        "« awa » reçoit Rédaction, par « chef »",
        "« awa », actif : non, par « chef »",
        "« awa » perd Rédaction, par « chef »",
        "utilisateur « awa » supprimé par « chef »",
        said[5],
    ]
    assert "groupe « Rédaction » supprimé par « chef »" in said
