"""Sounds and films of others: chosen by all who write, changed by who publishes."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from portal.models import PortalMedia
from tests.samples import sound

# Wagtail leaves to the garbage collector the files in which it makes pictures.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")


@pytest.fixture
def writer(content, client):
    user = get_user_model().objects.create_user("plume", "plume@exemple.fr", "x")
    user.groups.add(Group.objects.get(name="Rédaction"))
    client.force_login(user)
    return user


def test_who_writes_chooses_a_sound_of_somebody_else(writer, client):
    media = sound(title="Le discours d’ouverture")
    chooser = client.get(reverse("wagtailmedia:chooser_typed", args=["audio"]))
    assert "Le discours d’ouverture" in chooser.json()["html"]
    chosen = client.get(reverse("wagtailmedia:media_chosen", args=[media.pk]))
    assert chosen.json()["result"]["title"] == "Le discours d’ouverture"


def test_who_writes_changes_or_deletes_only_sounds_of_their_own(writer, client):
    own, other = sound(uploaded_by_user=writer), sound()
    for name in ("edit", "delete"):
        assert client.get(reverse(f"wagtailmedia:{name}", args=[own.pk])).status_code == 200
        assert client.get(reverse(f"wagtailmedia:{name}", args=[other.pk])).status_code == 302


def test_the_home_of_the_cms_counts_what_one_may_choose(writer, client):
    count = PortalMedia.objects.count() + 1
    sound()
    assert f"{count} son" in client.get(reverse("wagtailadmin_home")).text


def test_a_passer_by_chooses_nothing(content, client):
    assert client.get(reverse("wagtailmedia:media_chosen", args=[sound().pk])).status_code == 302
    reader = get_user_model().objects.create_user("lectrice", password="x")
    client.force_login(reader)
    assert client.get(reverse("wagtailmedia:media_chosen", args=[sound().pk])).status_code == 302
