import pytest

from tests.factories import AgendaPageFactory


@pytest.fixture
def agenda(home):
    """An empty agenda."""
    return AgendaPageFactory(parent=home)
