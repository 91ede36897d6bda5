"""The agenda in Chromium, as it opens: three events, all past."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "address", ["/agenda/", "/agenda/?mois=2024-11", "/agenda/8e-rencontres-franco-japonaises-2024/"]
)
def test_a_page_of_the_agenda_fits_the_window_and_breaks_no_rule_of_axe(new_page, axe, address, width, color_scheme):
    page = new_page(width, color_scheme=color_scheme)
    assert page.goto(address).status == 200
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []


def test_a_visitor_without_javascript_goes_from_the_grid_to_a_day_and_its_event(new_page):
    page = new_page(javascript=False)
    page.goto("/agenda/?mois=2024-10")
    page.get_by_role("link", name="Novembre 2024").click()
    page.locator(".month-grid td a").first.click()
    page.locator(".event-card h3 a").click()
    assert "du 18 au 21 novembre 2024" in " ".join(page.locator("main").inner_text().split())


def test_a_visitor_narrows_the_agenda_and_clears_the_filters(new_page):
    page = new_page()
    page.goto("/agenda/")
    page.get_by_label("Mot du titre").fill("café")
    page.get_by_label("Période").select_option("passes")
    page.get_by_role("button", name="Voir les évènements").click()
    expect(page.locator(".event-card h3")).to_have_text(["Le «\u00a0Café des élues et élus\u00a0»"])
    assert page.get_by_label("Mot du titre").input_value() == "café"
    page.get_by_role("link", name="Tout effacer").first.click()
    expect(page.locator(".event-card")).to_have_count(3)
