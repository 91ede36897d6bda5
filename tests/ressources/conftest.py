import pytest

from tests.factories import ResourceCentrePageFactory


@pytest.fixture
def centre(home):
    """The resource centre, with no resource."""
    return ResourceCentrePageFactory(parent=home)
