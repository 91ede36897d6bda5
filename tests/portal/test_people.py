"""Accounts that are changed several at once in the CMS: what is refused of one is refused of many, and is logged."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse


@pytest.mark.parametrize(
    ("action", "fields"), [("set_active_state", {"mark_as_active": "False"}), ("assign_role", {}), ("delete", {})]
)
def test_an_account_with_all_rights_is_out_of_reach_of_many_too(people, client, action, fields):
    chief = get_user_model().objects.create_superuser("chef", "chef@exemple.fr", "un-mot-de-passe-a-soi")
    client.force_login(people["Administration"])
    several = f"?id={chief.pk}&id={people['Rédaction'].pk}"
    role = Group.objects.get(name="Publication")
    client.post(reverse("wagtail_bulk_action", args=["auth", "user", action]) + several, {"role": role.pk} | fields)
    chief.refresh_from_db()
    assert chief.is_active
    assert not chief.groups.exists()


def test_accounts_that_are_closed_together_are_closed_and_logged(people, client, caplog):
    client.force_login(people["Administration"])
    found = [people["Rédaction"], people["Publication"]]
    several = "?" + "&".join(f"id={user.pk}" for user in found)
    address = reverse("wagtail_bulk_action", args=["auth", "user", "set_active_state"]) + several
    with caplog.at_level("INFO", "portal.accounts.journal"):
        client.post(address, {"mark_as_active": "False"})
    for user in found:
        user.refresh_from_db()
        assert not user.is_active
        assert f"« {user} », actif : non" in caplog.text


def test_a_role_that_is_given_to_several_is_logged_as_theirs(people, client, caplog):
    client.force_login(people["Administration"])
    role, user = Group.objects.get(name="Publication"), people["Rédaction"]
    address = reverse("wagtail_bulk_action", args=["auth", "user", "assign_role"])
    with caplog.at_level("INFO", "portal.accounts.journal"):
        client.post(f"{address}?id={user.pk}", {"role": role.pk})
    assert role in user.groups.all()
    assert f"« {user} » reçoit Publication" in caplog.text
