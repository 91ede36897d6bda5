"""What a form that is sent again makes of the page that it made before."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from actualites.models import NewsPage
from portal.initial_content import page_at
from tests.editing import add_page, sign_in

KEY = "6f1b5a52-3b7e-4a57-9a53-6f6b8a1f6c11"
FIELDS = {"title": "Envoyée", "slug": "envoyee", "kind": "information", "lead": "", "comments": []}
FIELDS |= dict.fromkeys(("body", "documents", "related_resources", "related_news"), ())


@pytest.fixture
def send(content, client):
    """Send the form of a new item with a key; return the keys of the pages at its address."""
    sign_in(client)

    def send_form(key=KEY, publish=False):
        add_page(client, page_at("/actualites/"), NewsPage, publish=publish, form_key=key, **FIELDS)
        return list(Page.objects.filter(slug="envoyee").values_list("pk", flat=True))

    return send_form


def test_a_draft_that_nobody_has_opened_gives_way_to_what_the_same_form_sends_again(send):
    [lost] = send()
    [kept] = send(publish=True)
    assert kept != lost
    assert Page.objects.get(pk=kept).live


def test_a_draft_that_was_opened_stays(send, client):
    [first] = send()
    client.get(reverse("wagtailadmin_pages:edit", args=[first]))
    assert send() == [first]


def test_a_page_that_was_published_stays(send):
    [first] = send(publish=True)
    assert send() == [first]


@pytest.mark.parametrize("key", ["", "x", "0" * 5000, "6f1b5a52-3b7e-4a57-9a53-6f6b8a1f6c12"])
def test_another_key_or_none_replaces_nothing(send, key):
    [first] = send()
    assert send(key=key) == [first]


def test_the_page_of_somebody_else_stays(send, django_user_model, client):
    [first] = send()
    client.force_login(django_user_model.objects.create_superuser("autre", "autre@exemple.fr", "x"))
    assert send() == [first]
