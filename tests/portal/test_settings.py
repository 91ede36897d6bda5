"""The accessibility statement says the truth by itself: the sentence follows from the audit and from the day."""

from datetime import date
from decimal import Decimal

import pytest

from portal.models import SiteSettings

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize(
    ("score", "statement"),
    [
        ("100", "Accessibilité : totalement conforme"),
        ("99.99", "Accessibilité : partiellement conforme"),
        ("50", "Accessibilité : partiellement conforme"),
        ("49.99", "Accessibilité : non conforme"),
    ],
)
def test_the_result_of_the_audit_gives_the_words_of_the_rule(score, statement, time_machine):
    time_machine.move_to("2026-06-15T12:00:00+00:00")
    settings = SiteSettings(audit_on=date(2026, 1, 31), audit_score=Decimal(score))
    assert settings.accessibility_statement() == statement


@pytest.mark.parametrize(
    ("audit_on", "last_day", "next_day"),
    [
        (date(2026, 1, 31), date(2029, 1, 30), date(2029, 1, 31)),
        (date(2026, 1, 1), date(2028, 12, 31), date(2029, 1, 1)),
        (date(2024, 2, 29), date(2027, 2, 28), date(2027, 3, 1)),
    ],
)
def test_three_years_after_the_audit_it_no_longer_holds(audit_on, last_day, next_day):
    settings = SiteSettings(audit_on=audit_on, audit_score=Decimal(100))

    assert settings.audit_last_day() == last_day
    assert settings.accessibility(last_day) == "totalement conforme"
    assert settings.accessibility(next_day) == "non conforme"


def test_without_an_audit_every_page_says_not_compliant(pages):
    html = [page for page in pages.values() if page.status == 200 and "<footer" in page.html]
    assert len(html) > 20
    assert [page.address for page in html if "Accessibilité : non conforme" not in page.words] == []


def test_the_statement_of_an_audit_goes_through_the_whole_site(content, client, time_machine):
    time_machine.move_to("2026-06-15T12:00:00+00:00")
    settings = SiteSettings.load()
    settings.audit_on, settings.audit_score, settings.auditor = date(2026, 6, 1), Decimal("72.5"), "Un cabinet"
    settings.save()

    for address in ("/", "/s-engager/", "/accessibilite/"):
        assert "Accessibilité : partiellement conforme" in client.get(address).text.replace("\xa0", " ")
    page = client.get("/accessibilite/").text.replace("\xa0", " ")
    assert "72,5 % des critères" in page
    assert "31 mai 2029" in page
