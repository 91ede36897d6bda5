import pytest
from django.contrib.auth import get_user_model
from django.core.cache import caches

from tests.signing_in import PASSWORD


@pytest.fixture
def still(time_machine):
    """The middle of the life of a code, and nothing counted before."""
    time_machine.move_to("2026-11-26T10:00:15+00:00", tick=False)
    caches["default"].clear()


@pytest.fixture
def editor(home):
    return get_user_model().objects.create_superuser("redactrice", "redactrice@exemple.fr", PASSWORD)
