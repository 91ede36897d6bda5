"""Who comes in, and with what; what is told to who does not."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client

from tests.signing_in import CODE, LOGIN, PASSWORD, SECRET, code, enter, is_in

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("still")]


def test_a_password_opens_the_cms_where_nothing_more_is_asked(client, editor):
    door = client.get("/admin/pages/")
    assert door.url == f"{LOGIN}?next=/admin/pages/"
    page = client.get(door.url)
    assert "Cette page est réservée." in page.text
    assert 'class="site-header"' in page.text
    answer = client.post(LOGIN, {"login": "redactrice", "password": PASSWORD, "next": "/admin/pages/"})
    assert answer.url == "/admin/pages/"
    assert is_in(client)


def told(page, name):
    """Return a page without the name that was typed, nor what changes each time."""
    return re.sub(r'value="\w{64}"', "", page.text).replace(f'"{name}"', "")


def test_a_wrong_password_says_nothing_of_who_exists(client, editor):
    known, unknown = (enter(client, "faux", name) for name in ("redactrice", "personne"))
    assert "ne vont pas ensemble" in known.text
    assert told(known, "redactrice") == told(unknown, "personne")
    assert not is_in(client)


@pytest.mark.parametrize("factor", ["application", "secours"])
def test_who_has_a_second_factor_is_asked_for_it(client, editor, factor):
    TOTP.activate(editor, SECRET)
    recovery = RecoveryCodes.activate(editor)
    assert enter(client).url == CODE
    assert not is_in(client)
    given = code() if factor == "application" else recovery.get_unused_codes()[0]
    assert client.post(CODE, {"code": "000000"}).status_code == 200
    assert not is_in(client)
    assert client.post(CODE, {"code": given}).url == "/admin/"
    assert is_in(client)

    again = Client()
    enter(again)
    refused = again.post(CODE, {"code": given})
    assert "a déjà servi" in refused.text
    assert not is_in(again)


@pytest.mark.parametrize("door", ["/admin/login/?next=/admin/pages/", "/_util/login/?next=/admin/pages/"])
def test_no_door_of_wagtail_opens_with_a_password_alone(client, editor, door):
    TOTP.activate(editor, SECRET)
    assert client.post(door, {"username": "redactrice", "password": PASSWORD}).url == f"{LOGIN}?next=/admin/pages/"
    assert not is_in(client)
    assert client.get("/admin/password_reset/").url == "/compte/mot-de-passe/oublie/"
    assert client.get("/admin/password_reset/confirm/MQ/x-y/").url == "/compte/mot-de-passe/oublie/"


def test_a_factor_that_is_required_and_absent_is_chosen_before_anything(
    client, editor, settings, django_capture_on_commit_callbacks
):
    settings.REQUIRE_SECOND_FACTOR = True
    enter(client)
    for address in ("/admin/", "/admin/pages/", "/admin/api/main/pages/", "/admin/account/"):
        assert client.get(address).url == "/compte/second-facteur/"
    assert "demande un second facteur" in client.get("/compte/second-facteur/").text

    add = client.get("/compte/second-facteur/application/", follow=True)
    assert "Est-ce bien vous ?" in add.text
    add = client.post(add.redirect_chain[-1][0], {"password": PASSWORD, "next": "/compte/second-facteur/application/"})
    page = client.get(add.url).text
    secret = re.search(r'account-secret">(\w+)<', page)[1]
    wrong = client.post("/compte/second-facteur/application/", {"code": "000000"})
    assert "Ce code n’est pas le bon" in wrong.text
    assert secret in wrong.text
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post("/compte/second-facteur/application/", {"code": code(secret)}, follow=True)
    assert len(re.findall(r"<code>\d{8}</code>", done.text)) == 10
    assert is_in(client)
    assert ["Une application a été ajoutée" in message.body for message in mail.outbox].count(True) == 1


def test_after_too_many_tries_the_right_password_is_refused_with_a_page_in_french(client, editor):
    for _ in range(5):
        assert enter(client, "faux").status_code == 200
    locked = enter(client)
    assert locked.status_code == 429
    assert locked["Retry-After"] == "300"
    assert "Trop d’essais." in locked.text
    assert "5 minutes" in locked.text
    assert not is_in(client)
    # What is counted for a name tells nothing of who exists.
    for _ in range(4):
        enter(client, "faux", "personne", REMOTE_ADDR="203.0.113.7")
    assert enter(Client(), "faux", "personne", REMOTE_ADDR="203.0.113.8").status_code == 200
    assert enter(Client(), "faux", "personne", REMOTE_ADDR="203.0.113.9").status_code == 429


def test_codes_are_not_to_be_guessed(client, editor):
    TOTP.activate(editor, SECRET)
    enter(client)
    answers = [client.post(CODE, {"code": f"{n:06}"}).status_code for n in range(6)]
    assert answers == [200] * 5 + [429]
    assert client.post(CODE, {"code": code()}).status_code == 429


def test_one_address_that_tries_many_names_is_refused(client, editor):
    answers = [enter(client, "faux", f"nom{n}", REMOTE_ADDR="203.0.113.7").status_code for n in range(11)]
    assert answers == [200] * 10 + [429]
    assert enter(Client(), REMOTE_ADDR="203.0.113.8").status_code == 302


def test_the_address_that_is_counted_is_the_one_that_a_known_proxy_wrote(client, editor, settings):
    settings.BEHIND_PROXY, settings.ALLAUTH_TRUSTED_PROXY_COUNT = True, 1
    for n in range(11):
        answer = enter(client, "faux", f"nom{n}", headers={"X-Forwarded-For": f"198.51.100.{n}, 203.0.113.7"})
    assert answer.status_code == 429
    assert enter(Client(), headers={"X-Forwarded-For": "203.0.113.7, 203.0.113.8"}).status_code == 302


@pytest.mark.parametrize("address", ["redactrice@exemple.fr", "personne@exemple.fr"])
def test_who_forgot_a_password_is_told_the_same_whoever_they_are(client, editor, address):
    done = client.post("/compte/mot-de-passe/oublie/", {"email": address}, follow=True)
    assert done.redirect_chain == [("/compte/mot-de-passe/oublie/envoye/", 302)]
    assert address not in done.text
    [message] = mail.outbox
    assert message.to == [address]
    assert ("Aucun compte n’a cette adresse" in message.body) == (address == "personne@exemple.fr")


def test_a_forgotten_password_is_chosen_anew_by_the_link_that_was_sent(client, editor):
    client.post("/compte/mot-de-passe/oublie/", {"email": "REDACTRICE@exemple.fr"}, HTTP_HOST="localhost")
    link = re.search(r"http://testserver(/compte/\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    assert link not in address
    two = client.post(address, {"password1": "un-tout-nouveau", "password2": "un-autre-encore"})
    assert "ne sont pas les mêmes" in two.text
    weak = client.post(address, {"password1": "12345", "password2": "12345"})
    assert "trop court" in weak.text
    done = client.post(address, {"password1": "un-tout-nouveau", "password2": "un-tout-nouveau"}, follow=True)
    assert "Votre mot de passe est choisi." in done.text
    assert "Ce lien ne vaut plus." in Client().get(link, follow=True).text
    assert enter(client, "un-tout-nouveau").url == "/admin/"
    assert "Votre mot de passe a été choisi de nouveau" in mail.outbox[-1].body


def test_a_former_address_opens_nothing(client, editor):
    EmailAddress.objects.create(user=editor, email="ancienne@exemple.fr", verified=True, primary=True)
    client.post("/compte/mot-de-passe/oublie/", {"email": "ancienne@exemple.fr"})
    assert "Aucun compte" in mail.outbox[0].body


@pytest.mark.parametrize("address", ["redactrice@exemple.fr", "personne@exemple.fr"])
def test_without_a_mail_server_the_answer_is_the_same(client, editor, settings, address, caplog):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        9,
    )
    done = client.post("/compte/mot-de-passe/oublie/", {"email": address}, follow=True)
    assert "Regardez vos messages." in done.text
    assert "n’a pas pu partir" in caplog.text


def test_letters_for_who_forgot_are_few(client, editor):
    for n in range(10):
        assert client.post("/compte/mot-de-passe/oublie/", {"email": f"p{n}@exemple.fr"}).status_code == 302
    refused = client.post("/compte/mot-de-passe/oublie/", {"email": "p@exemple.fr"})
    assert refused.status_code == 429
    assert "Un instant" in refused.text
    assert len(mail.outbox) == 10


def test_who_leaves_is_nobody_again_and_keeps_no_cookie(client, editor):
    enter(client)
    answer = client.post("/admin/logout/")
    assert answer.url == LOGIN
    assert not client.cookies["sessionid"].value
    assert not is_in(client)


def test_nobody_opens_an_account_alone_and_nothing_leads_elsewhere(client, editor):
    assert client.get("/compte/inscription/").status_code == 404
    answer = client.post(LOGIN, {"login": "redactrice", "password": PASSWORD, "next": "https://ailleurs.example/"})
    assert answer.url == "/admin/"


def test_an_account_that_is_closed_opens_nothing_and_says_no_more_than_another(client, editor):
    get_user_model().objects.update(is_active=False)
    assert "ne vont pas ensemble" in enter(client).text
    client.post("/compte/mot-de-passe/oublie/", {"email": "redactrice@exemple.fr"})
    assert "Aucun compte" in mail.outbox[0].body


def test_visitors_meet_nothing_of_accounts(content, client):
    for address in ("/", "/agenda/", "/actualites/", "/introuvable/"):
        answer = client.get(address)
        assert not answer.cookies
        assert "/compte/" not in answer.text
    assert "Disallow: /compte/" in client.get("/robots.txt").text
