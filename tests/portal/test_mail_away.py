"""The mail server does not answer: those who write the site go on, and are told what did not leave."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from actualites.models import NewsPage
from deploy.trial import free_port
from portal.initial_content import page_at
from tests.editing import add_page, sign_in, written

pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")

NEWS = {"title": "Un jumelage", "slug": "un-jumelage", "kind": "information", "body": (), "documents": ()}
NEWS |= {"comments": [], "related_resources": (), "related_news": ()}


@pytest.fixture
def editor(content, client, settings):
    """Somebody with all rights on a site whose mail server is away; a colleague would be told of what is submitted."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    colleague = get_user_model().objects.create_user("collegue", "collegue@exemple.fr")
    colleague.groups.add(Group.objects.get(name="Publication"))
    return sign_in(client)


def test_a_colleague_is_invited_by_hand(editor):
    fields = {"username": "nouvelle", "email": "nouvelle@exemple.fr", "first_name": "Awa", "last_name": "Diop"}
    fields |= {"password1": "", "password2": "", "groups": [Group.objects.get(name="Rédaction").pk]}
    answer = editor.post(reverse("wagtailusers_users:add"), fields, follow=True)
    assert "Le message d’invitation n’a pas pu partir" in answer.text
    link = re.search(r"http://testserver(/compte/mot-de-passe/choisir/[^\s<]+)", answer.text)[1]
    editor.logout()
    assert "Nouveau mot de passe" in editor.get(link, follow=True).text


def test_a_draft_is_submitted_and_published_all_the_same(editor, django_capture_on_commit_callbacks, caplog):
    news = page_at("/actualites/")
    add_page(editor, news, NewsPage, publish=False, **NEWS)
    page = news.get_children().get(slug="un-jumelage")
    with django_capture_on_commit_callbacks(execute=True):
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert editor.post(address, written(NEWS) | {"action-submit": "1"}).status_code == 302
    assert "Mail connection error" in caplog.text
    state = page.current_workflow_task_state
    with django_capture_on_commit_callbacks(execute=True):
        address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
        assert editor.post(address, {"comment": ""}).status_code == 302
    page.refresh_from_db()
    assert page.live
