"""The examples that the site opens with leave it in one action, and leave nothing behind."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page

from portal.initial_content import page_at
from portal.models import PortalDocument, PortalImage, PortalMedia
from ressources.models import DossierPage, ResourcePage

# Wagtail leaves to the garbage collector the files in which it makes pictures.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")

ADDRESS = "/admin/ressources/exemples/"


@pytest.fixture
def publisher(content, client):
    client.force_login(colleague("Publication"))
    return client


def colleague(role):
    user = get_user_model().objects.create_user("personne", "personne@exemple.fr", "un-mot-de-passe-a-soi")
    user.groups.add(Group.objects.get(name=role))
    return user


def files():
    return [file for model in (PortalImage, PortalDocument, PortalMedia) for file in model.objects.all()]


def test_the_examples_their_dossier_and_their_files_are_deleted_in_one_action(publisher):
    assert ADDRESS in publisher.get(reverse("ressources:index")).content.decode()
    asked = publisher.get(ADDRESS).content.decode()
    assert "Exemple de dossier" in asked
    assert "Plaquette" not in asked

    publisher.post(ADDRESS)
    assert [page.slug for page in ResourcePage.objects.all()] == ["plaquette-plaidoyer-aict"]
    assert not DossierPage.objects.exists()
    assert not files()
    assert Page.find_problems() == ([], [], [], [], [])
    assert ADDRESS not in publisher.get(reverse("ressources:index")).content.decode()


def test_what_is_shown_elsewhere_too_is_kept(publisher):
    film = ResourcePage.objects.get(slug="exemple-video").recording
    own = ResourcePage(title="Notre film", slug="notre-film", kind="video", recording=film)
    page_at("/ressources/").add_child(instance=own)
    dossier = DossierPage.objects.get().specific
    dossier.items.add(dossier.items.model(resource=own))
    dossier.save()

    publisher.post(ADDRESS)
    assert files() == [film]
    assert [item.resource for item in DossierPage.objects.get().items.all()] == [own]


def test_who_only_writes_deletes_no_example(content, client):
    client.force_login(colleague("Rédaction"))
    assert ADDRESS not in client.get(reverse("ressources:index")).content.decode()
    assert client.post(ADDRESS).status_code == 302
    assert ResourcePage.objects.filter(is_example=True).count() == 4
