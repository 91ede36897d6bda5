"""Searching in Chromium: with suggestions while one types, without any script, by keyboard, by day and night."""

import re

import pytest
from playwright.sync_api import expect

ADDRESSES = ["/recherche/", "/recherche/?q=coop%C3%A9ration", "/recherche/?q=ODD", "/recherche/?q=cooperatoin"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_search_page_is_accessible(new_page, axe, width, scheme):
    page = new_page(width, color_scheme=scheme)
    for address in ADDRESSES:
        page.goto(address)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [360, 1280])
def test_titles_are_offered_while_one_types_and_chosen_by_keyboard(new_page, axe, width):
    page = new_page(width)
    page.goto("/recherche/")
    field = page.get_by_role("combobox", name="Mots cherchés")
    field.press_sequentially("coop")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    assert axe(page) == []

    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    field.press("ArrowUp")
    field.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    expect(field).to_be_focused()

    field.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_value("coop")
    field.press_sequentially("é")
    expect(options.first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(page).not_to_have_url(re.compile("recherche"))
    expect(page.locator("h1")).to_be_visible()


def test_typing_then_enter_searches(new_page):
    page = new_page()
    page.goto("/")
    field = page.get_by_role("combobox", name="Rechercher")
    field.press_sequentially("cooperatoin")
    field.press("Enter")
    page.get_by_role("link", name="coopération", exact=True).click()
    expect(page.get_by_role("heading", name="résultats pour « coopération »")).to_be_visible()
    page.get_by_role("link", name=re.compile(r"^Questions")).click()
    expect(page).to_have_url(re.compile("type=question"))
    page.locator("ol h3 a").first.click()
    expect(page).to_have_url(re.compile("/s-engager/questions/#"))


@pytest.mark.parametrize("width", [360, 1130, 1280])
def test_suggestions_of_the_header_lie_within_the_window(new_page, width):
    page = new_page(width)
    page.goto("/")
    if width == 360:
        page.get_by_role("button", name="Menu").click()
    page.get_by_role("combobox", name="Rechercher").press_sequentially("coopération")
    expect(page.get_by_role("option").first).to_be_visible()
    box = page.get_by_role("listbox").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_suggestions_in_the_menu_of_a_phone_are_not_cut_off(new_page):
    page = new_page(360, 740)
    page.goto("/")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("combobox", name="Rechercher").press_sequentially("coop")
    expect(page.get_by_role("option").nth(1)).to_be_in_viewport(ratio=1)
    assert page.locator("#menu").evaluate("menu => menu.scrollWidth <= menu.clientWidth")


def test_the_option_that_one_is_on_is_seen_without_the_colours_of_the_site(new_page):
    page = new_page(forced_colors="active")
    page.goto("/recherche/")
    page.get_by_role("combobox", name="Mots cherchés").press_sequentially("coop")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_css("outline-style", "solid")
    expect(page.get_by_role("option").nth(1)).to_have_css("outline-style", "none")


def test_an_option_is_chosen_with_the_mouse(new_page):
    page = new_page()
    page.goto("/recherche/")
    page.get_by_role("combobox", name="Mots cherchés").press_sequentially("odd")
    page.get_by_role("option", name=re.compile("c’est quoi")).click()
    expect(page).to_have_url(re.compile("/s-engager/questions/#odd"))


def test_everything_works_without_script(new_page):
    page = new_page(360, javascript=False)
    page.goto("/recherche/")
    page.get_by_label("Mots cherchés").fill("elus")
    page.get_by_role("button", name="Rechercher", exact=True).last.click()
    expect(page.locator("mark").first).to_be_visible()


def test_the_script_is_small(site):
    from django.conf import settings

    assert len((settings.BASE_DIR / "static/js/search.js").read_bytes()) <= 3 * 1024
