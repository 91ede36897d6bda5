"""Who may do what in the CMS, by role: the table of the association."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as images
from wagtail.models import Page, Task, Workflow
from wagtail.snippets.models import get_snippet_models

from actualites.models import NewsPage
from agenda.models import EventPage
from aict.models import FundingSource, KeyFigure
from portal.initial_content import page_at
from tests.cms_crawl import ENGLISH, english
from tests.editing import PUBLISH, add_page, written

# Wagtail leaves to the garbage collector the files in which it makes pictures.
pytestmark = [pytest.mark.any_database, pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")]

ROLES = ["Rédaction", "Publication", "Administration"]
INVITATION = re.compile(r"http://testserver(/compte/mot-de-passe/choisir/\S+)")
# What each of the three may do, in that order.
PAGES = {
    "can_edit": "oui oui oui",
    "can_add_subpage": "oui oui oui",
    "can_publish": "non oui oui",
    "can_unpublish": "non oui oui",
    "can_delete": "non oui oui",
    "can_lock": "non oui oui",
    "can_submit_for_moderation": "oui oui oui",
}
SCREENS = {
    "wagtailadmin_home": "oui oui oui",
    "wagtailimages:index": "oui oui oui",
    "wagtailimages:add_multiple": "oui oui oui",
    "wagtaildocs:index": "oui oui oui",
    "wagtaildocs:add_multiple": "oui oui oui",
    "wagtailmedia:index": "oui oui oui",
    "wagtailadmin_reports:site_history": "oui oui oui",
    "wagtailadmin_reports:workflow": "oui oui oui",
    "wagtailadmin_reports:locked_pages": "non oui oui",
    "wagtailredirects:index": "non oui oui",
    "wagtailsearchpromotions:index": "non oui oui",
    "wagtailusers_users:index": "non non oui",
    "wagtailusers_users:add": "non non oui",
    "wagtailadmin_collections:index": "non non oui",
    "wagtailadmin_workflows:index": "non non oui",
    "wagtailadmin_workflows:task_index": "non non oui",
    "wagtailusers_groups:index": "non non non",
    "wagtailsites:index": "non non non",
    "actualites:index": "oui oui oui",
    "evenements:index": "oui oui oui",
    "ressources:index": "oui oui oui",
    "ressources:delete_examples": "non oui oui",
    "need_recherches": "oui oui oui",
    "corbeille:index": "oui oui oui",
    "letter": "oui oui oui",
}


def table(expected):
    return [
        (what, role, may == "oui")
        for what, row in expected.items()
        for role, may in zip(ROLES, row.split(), strict=True)
    ]


def test_the_three_roles_are_all_the_groups_and_the_review_all_the_workflows(content):
    assert sorted(Group.objects.values_list("name", flat=True)) == sorted(ROLES)
    assert [workflow.name for workflow in Workflow.objects.all()] == ["Relecture"]
    assert [task.name for task in Task.objects.all()] == ["Relecture par Publication"]


def test_what_each_role_may_do_with_a_page_of_any_type(people):
    wrong = []
    for page in Page.objects.filter(depth__gt=1).specific():
        for action, role, may in table(PAGES):
            tester = page.permissions_for_user(people[role])
            if makes_sense(page, action) and bool(getattr(tester, action)()) is not may:
                wrong.append((page.url_path, action, role))
    assert not wrong


def makes_sense(page, action):
    """Whether a page may take this action at all: what has pages under it is never deleted in one go."""
    if action == "can_add_subpage":
        return any(model.can_create_at(page) for model in page.creatable_subpage_models())
    return action != "can_delete" or page.is_leaf()


@pytest.mark.parametrize("role", ROLES)
def test_what_each_role_may_open_in_the_cms(people, client, role):
    client.force_login(people[role])
    found = {name: client.get(reverse(name)) for name in SCREENS}
    statuses = {name: 200 if may else 302 for name, who, may in table(SCREENS) if who == role}
    assert {name: answer.status_code for name, answer in found.items()} == statuses
    # The filter of redirects speaks the language of whoever imports it first: here, of a migration.
    assert set().union(*(english(answer.text, ENGLISH) for answer in found.values())) <= {"All"}


def test_nobody_enters_without_an_account(content, client):
    for name in SCREENS:
        answer = client.get(reverse(name))
        assert answer.status_code == 302, name
        assert answer.url.startswith("/compte/connexion/"), name


@pytest.mark.parametrize("action", ["add", "change", "delete"])
def test_figures_funding_and_vocabulary_are_kept_by_who_publishes(people, action):
    for model in get_snippet_models():
        permissions = model.snippet_viewset.permission_policy
        allowed = [role for role in ROLES if permissions.user_has_permission(people[role], action)]
        assert allowed == ["Publication", "Administration"], model
        assert permissions.user_has_permission(people["Rédaction"], "view"), model


@pytest.mark.parametrize("model", [KeyFigure, FundingSource])
def test_who_writes_may_read_a_figure_but_not_change_it(people, client, model):
    client.force_login(people["Rédaction"])
    names = model.snippet_viewset
    record = model.objects.first()
    assert client.get(reverse(names.get_url_name("list"))).status_code == 200
    assert client.post(reverse(names.get_url_name("edit"), args=[record.pk]), PUBLISH).status_code == 302
    assert client.post(reverse(names.get_url_name("delete"), args=[record.pk])).status_code == 302
    assert model.objects.filter(pk=record.pk).exists()


def test_everybody_adds_files_and_who_publishes_mends_those_of_others(people):
    for model, policy in {get_image_model(): images, get_document_model(): documents}.items():
        own, others = (model(uploaded_by_user=people[role], collection_id=1) for role in ("Rédaction", "Publication"))
        assert all(policy.user_has_permission(user, "add") for user in people.values())
        for action in ("change", "delete"):
            allowed = [r for r in ROLES if policy.user_has_permission_for_instance(people[r], action, others)]
            assert allowed == ["Publication", "Administration"]
            assert policy.user_has_permission_for_instance(people["Rédaction"], action, own)


def test_the_settings_of_the_site_are_kept_by_the_administration(people, client):
    address = reverse("wagtailsettings:edit", args=["portal", "sitesettings"])
    for role, user in people.items():
        client.force_login(user)
        allowed = "form" in (client.get(address, follow=True).context or {})
        assert allowed is (role == "Administration"), role


def test_a_draft_goes_from_who_writes_to_who_publishes(people, client, django_capture_on_commit_callbacks):
    news = page_at("/actualites/")
    client.force_login(people["Rédaction"])
    fields = {"title": "Un jumelage", "slug": "un-jumelage", "kind": "information", "body": (), "documents": ()}
    fields |= {"comments": [], "related_resources": (), "related_news": ()}
    add_page(client, news, NewsPage, publish=False, **fields)
    page = news.get_children().get(slug="un-jumelage")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = written(fields)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, form | PUBLISH)
    page.refresh_from_db()
    assert not page.live
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, form | {"action-submit": "1"})
    told = {address for message in mail.outbox for address in message.to}
    assert {"personne1@exemple.fr", "personne2@exemple.fr"} <= told
    assert all_french(mail.outbox)

    mail.outbox.clear()
    state = page.current_workflow_task_state
    client.force_login(people["Publication"])
    reject = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reject, {"comment": "Quelle année ?"})
    assert [message.to for message in mail.outbox if "Quelle année ?" in message.body] == [["personne0@exemple.fr"]]
    assert all_french(mail.outbox)

    client.force_login(people["Rédaction"])
    assert "à corriger : « Quelle année ? »" in client.get("/admin/").text
    assert "personne1 demande une correction : « Quelle année ? » Corrigez" in client.get(address).text
    client.post(address, form | {"action-submit": "1"})
    assert "Quelle année ?" not in client.get("/admin/").text
    screen = client.get(address).text
    assert "demande une correction" not in screen
    # Wagtail counts the seconds since then.
    assert not re.search(r"\b(now|ago)\b", screen)
    client.force_login(people["Publication"])
    state = Page.objects.get(pk=page.pk).specific.current_workflow_task_state
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), {"comment": ""})
    page.refresh_from_db()
    assert page.live
    assert mail.outbox
    assert all_french(mail.outbox)


def all_french(messages):
    """Whether nothing of these messages is in English, and each leads to the site."""
    english = re.compile(r"\b(the|page was|you|has been|submitted|approved|rejected|here|comment)\b", re.IGNORECASE)
    for message in messages:
        assert not english.search(f"{message.subject}\n{message.body}"), f"{message.subject}\n{message.body}"
        assert "http://testserver/" in message.body, message.body
    return True


def test_a_colleague_is_invited_to_choose_a_password(people, client):
    client.force_login(people["Administration"])
    fields = {"username": "nouvelle", "email": "nouvelle@exemple.fr", "first_name": "Awa", "last_name": "Diop"}
    role = Group.objects.get(name="Rédaction")
    answer = client.post(
        reverse("wagtailusers_users:add"), fields | {"password1": "", "password2": "", "groups": [role.pk]}, follow=True
    )
    assert "Une invitation" in answer.content.decode()
    [message] = mail.outbox
    assert message.to == ["nouvelle@exemple.fr"]
    assert "personne2 vous ouvre un accès" in message.body
    link = INVITATION.search(message.body)[1]
    client.logout()
    page = client.get(link, follow=True)
    password = "un-tout-nouveau-mot-de-passe"
    client.post(page.redirect_chain[-1][0], {"password1": password, "password2": password})
    assert client.login(username="nouvelle", password=password)
    assert client.get("/admin/").status_code == 200


def invited(client, **fields):
    """Send the form of the account of a colleague who has not chosen a password yet; return (answer, account)."""
    person, _ = get_user_model().objects.get_or_create(username="attendue", defaults={"email": "faute@exemple.fr"})
    person.set_unusable_password()
    person.save()
    names = {"username": "attendue", "email": "attendue@exemple.fr", "first_name": "Awa", "last_name": "Diop"}
    address = reverse("wagtailusers_users:edit", args=[person.pk])
    return client.post(address, names | {"is_active": "on"} | fields, follow=True), person


def test_an_invitation_that_got_lost_is_sent_again_to_the_address_that_is_put_right(people, client):
    client.force_login(people["Administration"])
    invited(client)
    assert not mail.outbox
    answer, _ = invited(client, invite_again="on")
    assert "Une invitation à choisir un mot de passe est partie à attendue@exemple.fr." in answer.text
    [message] = mail.outbox
    assert message.to == ["attendue@exemple.fr"]
    client.logout()
    assert client.get(INVITATION.search(message.body)[1], follow=True).status_code == 200


def test_nobody_is_invited_again_who_has_a_password_or_no_longer_comes(people, client):
    client.force_login(people["Administration"])
    answer, person = invited(client, invite_again="on", is_active="")
    assert "cochez « Actif »" in answer.text
    person.set_password("un-mot-de-passe-a-soi")
    person.save()
    address = reverse("wagtailusers_users:edit", args=[person.pk])
    assert "invite_again" not in client.get(address).text
    fields = {"username": "attendue", "email": "a@exemple.fr", "first_name": "A", "last_name": "D", "is_active": "on"}
    client.post(address, fields | {"invite_again": "on"})
    assert not mail.outbox


def test_nobody_gives_all_rights_who_has_not_got_them(people, client):
    chief = get_user_model().objects.create_superuser("chef", "chef@exemple.fr", "un-mot-de-passe-a-soi")
    client.force_login(people["Administration"])
    assert "is_superuser" not in client.get(reverse("wagtailusers_users:add")).context["form"].fields
    me = people["Rédaction"]
    fields = {"username": me.username, "email": me.email, "first_name": "A", "last_name": "B", "is_active": "on"}
    client.post(reverse("wagtailusers_users:edit", args=[me.pk]), fields | {"is_superuser": "on"})
    me.refresh_from_db()
    assert (me.first_name, me.is_superuser) == ("A", False)
    address = reverse("wagtailusers_users:edit", args=[chief.pk])
    client.post(address, fields | {"username": "chef", "email": "pris@exemple.fr"})
    chief.refresh_from_db()
    assert chief.email == "chef@exemple.fr"


def test_the_pages_that_the_site_is_built_of_are_not_deleted(people, client):
    client.force_login(people["Publication"])
    for path in ("/", "/actualites/", "/s-engager/chiffres/", "/s-engager/"):
        page = page_at(path)
        answer = client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
        assert "ne se supprime pas" in answer.content.decode() or not page.is_leaf()
        assert Page.objects.filter(pk=page.pk).exists()
    query = f"?id={page_at('/agenda/').pk}"
    client.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + query)
    assert page_at("/agenda/")
    answer = client.post(reverse("wagtailadmin_pages:unpublish", args=[page_at("/").pk]), follow=True)
    assert "reste toujours en ligne" in answer.content.decode()
    assert page_at("/").live


def test_an_event_is_deleted_by_who_publishes(people, client):
    event = EventPage.objects.first()
    client.force_login(people["Publication"])
    client.post(reverse("wagtailadmin_pages:delete", args=[event.pk]))
    assert not EventPage.objects.filter(pk=event.pk).exists()
