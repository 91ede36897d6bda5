"""« Corbeille » in the CMS: who deletes, sees, restores, and for how long."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page

from portal.bin.archive import throw_away
from portal.initial_content import page_at
from portal.models import BinnedPage
from portal.scheduling import empty_the_bin
from tests.editing import delete_page, restore_page, sign_in
from tests.factories import StandardPageFactory


@pytest.fixture
def cms(client, home):
    return sign_in(client)


def test_several_pages_go_to_the_bin_at_once(cms, home):
    first, second = (StandardPageFactory(parent=home) for _ in range(2))
    child = StandardPageFactory(parent=first)
    query = "?" + "&".join(f"id={page.pk}" for page in (first, second, child)) + "&next=/admin/"
    answer = cms.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + query, follow=True)
    assert "2 pages sont à la corbeille, avec la page qui était dessous" in answer.text
    assert list(BinnedPage.objects.values_list("page_count", flat=True).order_by("page_key")) == [2, 1]


def test_a_deletion_is_confirmed_with_what_the_bin_does(cms, home):
    page = StandardPageFactory(parent=home, title="Guide")
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    assert "La corbeille garde trente jours" in cms.get(address).text
    cms.post(address, {"confirm_site_name": "autre chose"})
    assert Page.objects.filter(pk=page.pk).exists()
    assert not BinnedPage.objects.exists()
    answer = cms.post(address, follow=True)
    assert "« Guide » est à la corbeille, jusqu’au" in answer.text
    assert reverse("corbeille:restore", args=[BinnedPage.objects.get().pk]) in answer.text


@pytest.mark.parametrize(("days", "is_kept"), [(29, True), (30, False)])
def test_the_bin_is_emptied_after_thirty_days(cms, home, time_machine, days, is_kept):
    binned = delete_page(cms, StandardPageFactory(parent=home))
    time_machine.move_to(binned.deleted_at + timedelta(days=days))
    empty_the_bin()
    assert BinnedPage.objects.exists() is is_kept


def test_a_page_that_somebody_else_took_out_is_told(cms, home):
    binned = delete_page(cms, StandardPageFactory(parent=home))
    restore_page(cms, binned)
    assert "n’est plus à la corbeille" in restore_page(cms, binned).text


@pytest.fixture
def colleagues(content):
    users = {}
    for role in ("Rédaction", "Publication", "Administration"):
        users[role] = get_user_model().objects.create_user(role, password="un-mot-de-passe-a-soi")
        users[role].groups.add(Group.objects.get(name=role))
    return users


def test_each_sees_in_the_bin_what_concerns_them(colleagues, client):
    home = page_at("/")
    own = StandardPageFactory(parent=home, title="Mon essai", live=False, owner=colleagues["Rédaction"])
    other = StandardPageFactory(parent=home, title="Page de tous")
    client.force_login(colleagues["Rédaction"])
    client.post(reverse("wagtailadmin_pages:delete", args=[other.pk]))
    assert Page.objects.filter(pk=other.pk).exists()
    delete_page(client, own)
    binned = throw_away(other, colleagues["Publication"])
    address = reverse("corbeille:index")
    for role, user in colleagues.items():
        client.force_login(user)
        page = client.get(address).text
        assert "Mon essai" in page
        assert ("Page de tous" in page) is (role != "Rédaction"), role
        assert ("Supprimer définitivement" in page) is (role == "Administration"), role
        client.post(reverse("corbeille:delete", args=[binned.pk]))
        assert BinnedPage.objects.filter(pk=binned.pk).exists() is (role != "Administration"), role
    client.force_login(colleagues["Rédaction"])
    restore_page(client, BinnedPage.objects.get())
    assert not Page.objects.get(pk=own.pk).live


def test_what_one_may_not_publish_comes_back_as_a_draft(colleagues, client):
    page = StandardPageFactory(parent=page_at("/"), title="En ligne")
    binned = throw_away(page, colleagues["Publication"])
    BinnedPage.objects.update(deleted_by=colleagues["Rédaction"])
    client.force_login(colleagues["Rédaction"])
    assert "en brouillon" in restore_page(client, binned).text
    assert not Page.objects.get(pk=page.pk).live
