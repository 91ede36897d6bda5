"""Writing to the association: every message arrives once, none is lost, and no machine gets in with ease."""

import re
from datetime import timedelta
from email.header import decode_header, make_header

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from deploy.trial import free_port
from portal.contact import delivery
from portal.contact.forms import LATEST, SOONEST
from portal.models import ContactMessage, ContactPage, SiteSettings
from tests.editing import sign_in

WORDS = {"name": "Léa Roux", "email": "lea@mairie.fr", "subject": "Coopération", "text": "Bonjour,\n\nune question."}


@pytest.fixture
def page(home, settings):
    cache.clear()
    SiteSettings.objects.create(pk=1, email="contact@exemple.fr")
    return home.add_child(instance=ContactPage(title="Contact", slug="contact"))


@pytest.fixture
def send(client, page, time_machine):
    """Fill in the form as a browser does, and send it after `after`."""

    def send(after=SOONEST * 2, headers=None, remote="203.0.113.7", **changes):
        time_machine.move_to("2026-11-26T10:00:00+00:00", tick=False)
        token = re.search(r'name="token" value="([^"]+)"', client.get("/contact/").text)[1]
        time_machine.shift(after)
        data = {"token": token, "website": ""} | WORDS | changes
        return client.post("/ecrire/", data, headers=headers, REMOTE_ADDR=remote)

    return send


@pytest.fixture
def server(settings):
    """A mail server of our own: the messages that it took."""

    class Box(Message):
        def handle_message(self, message):
            taken.append(message)

    taken = []
    controller = Controller(Box(), hostname="127.0.0.1", port=free_port())
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", controller.port, False
    controller.taken = taken
    yield controller
    if controller.loop.is_running():
        controller.stop()


def test_a_message_reaches_the_association_which_has_but_to_reply(send, client, server):
    server.start()
    response = send(subject="Été à Nîmes", headers={"Sec-Fetch-Site": "same-origin"})

    assert (response.status_code, response["Location"]) == (303, "/contact/?recu#ecrire")
    [message] = server.taken
    assert message["To"] == "contact@exemple.fr"
    assert message["Reply-To"] == "lea@mairie.fr"
    assert str(make_header(decode_header(message["Subject"]))) == "[Site] Été à Nîmes"
    text = message.get_payload(decode=True).decode()
    assert "une question." in text
    assert "Léa Roux <lea@mairie.fr>" in text
    assert "Merci, votre message est enregistré." in client.get("/contact/?recu").text
    assert ContactMessage.objects.get().sent_at


def test_nothing_is_lost_while_the_mail_server_is_away(send, server, time_machine, caplog):
    assert send().status_code == 303
    kept = ContactMessage.objects.get()
    assert (kept.text, kept.sent_at) == (WORDS["text"].replace("\r\n", "\n"), None)
    assert WORDS["email"] not in caplog.text

    server.start()
    assert delivery.deliver_waiting() == (0, 1)  # The round of another worker, just after.
    time_machine.shift(delivery.BETWEEN_TRIES * 1.1)
    call_command("send_messages", verbosity=0)
    call_command("send_messages", verbosity=0)
    assert len(server.taken) == 1
    assert ContactMessage.objects.get().sent_at


def test_a_clock_that_is_put_right_keeps_no_message_waiting(send, server, time_machine):
    assert send().status_code == 303
    ContactMessage.objects.update(tried_at=timezone.now() + timedelta(days=30))
    server.start()
    assert send(text="Un autre").status_code == 303
    assert len(server.taken) == 1
    assert delivery.deliver_waiting() == (1, 0)


def test_messages_are_deleted_when_the_privacy_page_says(db, content, client):
    now = timezone.now()
    for number, (received, sent) in enumerate([(31, 31), (40, 29), (366, None), (364, None)]):
        sent_at = sent and now - timedelta(days=sent)
        received_at = now - timedelta(days=received)
        ContactMessage.objects.create(**WORDS, digest=str(number), received_at=received_at, sent_at=sent_at)
    assert delivery.purge() == 2
    assert set(ContactMessage.objects.values_list("digest", flat=True)) == {"1", "3"}
    words = client.get("/donnees-personnelles/").text
    assert "trente jours après l’envoi" in words
    assert "un an au plus" in words


def test_the_same_form_sent_twice_is_one_message(send, client, mailoutbox):
    response = send()
    request = response.wsgi_request
    assert client.post("/ecrire/", request.POST.dict()).status_code == response.status_code == 303
    assert ContactMessage.objects.count() == len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": " \u200b"}, "Indiquez votre nom."),
        ({"email": "léa"}, "Cette adresse n’est pas complète"),
        ({"email": "a@b.fr\nBcc: x@y.fr"}, "Cette adresse n’est pas complète"),
        ({"subject": ""}, "Indiquez l’objet"),
        ({"text": "a" * 5001}, "5\u202f000 signes au plus"),
        ({"website": "http://spam.example"}, "Ce champ doit rester vide"),
        ({"token": ""}, "ouverte longtemps"),
        ({"token": "faux:1:2"}, "ouverte longtemps"),
        ({"after": SOONEST / 3}, "parti très vite"),
        ({"after": LATEST * 1.1}, "ouverte longtemps"),
        ({"headers": {"Sec-Fetch-Site": "cross-site"}}, "ne vient pas de cette page"),
        ({"headers": {"Origin": "null"}}, "ne vient pas de cette page"),
        ({"headers": {"Referer": "https://ailleurs.example/contact/"}}, "ne vient pas de cette page"),
    ],
)
def test_what_is_refused_is_said_in_french_and_nothing_typed_is_lost(send, changes, sentence):
    response = send(**changes)

    assert response.status_code == 200
    assert not response.cookies
    html = response.text.replace("\xa0", " ")
    assert sentence in html
    assert "<title>Erreur" in html
    assert all(value in html.replace("\r\n", "\n") for name, value in WORDS.items() if name not in changes)
    assert not ContactMessage.objects.exists()


def test_a_message_that_was_refused_for_its_token_leaves_when_sent_again(send, client, time_machine, mailoutbox):
    again = send(after=LATEST * 2)
    time_machine.shift(SOONEST * 2)
    token = re.search(r'name="token" value="([^"]+)"', again.text)[1]
    assert client.post("/ecrire/", WORDS | {"token": token}).status_code == 303
    assert len(mailoutbox) == 1


def test_one_address_is_asked_to_wait_and_keeps_its_words(send, mailoutbox):
    for number in range(10):
        assert send(text=f"Message {number}").status_code == 303
    response = send(text="Le dernier")
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 3600
    assert "Le dernier" in response.text
    assert "minutes" in response.text
    assert send(remote="198.51.100.1").status_code == 303
    assert len(mailoutbox) == 11


def test_without_an_address_there_is_no_form_and_the_cms_says_so(page, client):
    SiteSettings.objects.update(email="")
    assert "<form" not in client.get("/contact/").text.split("<main")[1]
    assert client.post("/ecrire/", WORDS).status_code == 404
    assert "la page Contact n’a pas de formulaire" in sign_in(client).get("/admin/").text


def test_the_page_is_kept_by_no_cache_and_sets_no_cookie(page, client):
    response = client.get("/contact/")
    assert "private" in response["Cache-Control"]
    assert not response.cookies
    assert client.get("/ecrire/")["Location"] == "/contact/"


def test_the_cms_shows_what_waits_and_lets_nobody_write_it(page, client):
    message = ContactMessage.objects.create(**WORDS, digest="1")
    editor = sign_in(client)
    home = editor.get("/admin/").text
    assert "1 message de la page Contact en attente d’envoi" in home
    assert "/admin/messages-recus/" in home
    assert "Léa Roux" in editor.get("/admin/messages-recus/").text
    assert "une question." in editor.get(f"/admin/messages-recus/inspect/{message.pk}/").text
    for path in ("new/", f"edit/{message.pk}/"):
        assert editor.get(f"/admin/messages-recus/{path}").status_code == 302
    assert editor.post(f"/admin/messages-recus/delete/{message.pk}/").status_code == 302
    assert not ContactMessage.objects.exists()
