import pytest

from tests.factories import NewsIndexPageFactory


@pytest.fixture
def index(home):
    """The page of the news, with none."""
    return NewsIndexPageFactory(parent=home)
