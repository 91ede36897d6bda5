"""A year typed without one of its figures is refused beside its field: it would exempt, close or rank by mistake."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from actualites.models import NewsPage
from agenda.models import EventPage
from aict.models import FundingSource
from portal.models import PortalMedia
from ressources.models import DossierPage, ResourcePage
from tests.editing import add_page, errors, sign_in
from tests.factories import NewsIndexPageFactory

FIELDS = {
    EventPage: ["starts_on", "ends_on", "registration_closes_on"],
    NewsPage: ["published_on", "ranked_on", "closes_on", "pinned_until"],
    FundingSource: ["opens_on", "closes_on"],
    ResourcePage: ["dated_on"],
    DossierPage: ["dated_on"],
    PortalMedia: ["recorded_on"],
}


@pytest.mark.parametrize(("model", "name"), [(model, name) for model, names in FIELDS.items() for name in names])
def test_a_day_is_within_what_the_site_can_hold(model, name):
    field = model._meta.get_field(name)
    for day in (date(1, 1, 1), date(202, 5, 6), date(9999, 12, 31)):
        with pytest.raises(ValidationError, match="hors du calendrier"):
            field.run_validators(day)
    for day in (date(1900, 1, 1), date(2026, 11, 28), date(2199, 12, 31)):
        field.run_validators(day)


@pytest.mark.parametrize("publish", [True, False])
def test_editors_are_told_beside_the_field_for_drafts_too(client, home, publish):
    index = NewsIndexPageFactory(parent=home)
    fields = {"title": "Une nouvelle", "slug": "nouvelle", "kind": "information", "published_on": "06/05/0202"}
    fields |= dict.fromkeys(("body", "documents", "related_resources", "related_news"), ())
    response = add_page(sign_in(client), index, NewsPage, publish=publish, **fields)
    assert "hors du calendrier" in errors(response)["published_on"][0]
    assert not NewsPage.objects.exists()
