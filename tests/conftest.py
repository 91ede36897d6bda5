import os

import pytest
from wagtail.models import Page, Site

# Playwright's synchronous API runs an event loop in the thread of the tests.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture
def home(db):
    """An empty site: its home page alone."""
    from tests.factories import HomePageFactory

    root = Page.objects.get(depth=1)
    root.get_children().delete()
    page = HomePageFactory(parent=Page.objects.get(depth=1))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "testserver", "root_page": page})
    return page


@pytest.fixture
def content(db):
    """The site as it opens, with the client's content."""
    from portal.initial_content import load_everything

    load_everything()
