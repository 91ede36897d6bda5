import pytest
from wagtail.models import Page, PageViewRestriction

from portal.models import StandardPage
from tests.factories import HomePageFactory, StandardPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_a_restriction_closes_what_lies_below_and_its_aliases_and_nothing_beside():
    home = HomePageFactory(parent=Page.get_first_root_node())
    before, closed, after = (StandardPageFactory(parent=home, slug=f"page-{n}") for n in range(3))
    below = closed.add_child(instance=StandardPage(title="Dessous", slug="dessous"))
    below.create_alias(parent=home, update_slug="double")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)

    assert set(StandardPage.objects.published()) == {before, after}
