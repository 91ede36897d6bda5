import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import caches

from portal.roles import ROLES
from tests.signing_in import PASSWORD


@pytest.fixture
def still(time_machine):
    """The middle of the life of a code, and nothing counted before."""
    time_machine.move_to("2026-11-26T10:00:15+00:00", tick=False)
    caches["default"].clear()


@pytest.fixture
def editor(home):
    return get_user_model().objects.create_superuser("redactrice", "redactrice@exemple.fr", PASSWORD)


@pytest.fixture
def people(content):
    """A colleague in each role, by its name."""
    users = {}
    for rank, role in enumerate(ROLES):
        user = get_user_model().objects.create_user(f"personne{rank}", f"personne{rank}@exemple.fr", PASSWORD)
        user.groups.add(Group.objects.get(name=role.name))
        users[role.name] = user
    return users
