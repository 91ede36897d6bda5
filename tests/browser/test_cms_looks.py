"""The screens of the CMS that are ours, in light and in the dark, on a telephone too."""

import pytest
from playwright.sync_api import expect

from tests.browser.editing import key_of

EVENT = "8e-rencontres-franco-japonaises-2024"
PANEL = "[data-side-panel-toggle='{}']"
SCREENS = {
    "home": "/admin/",
    "report": "/admin/reports/notes-a-confirmer/",
    "letter": "/admin/lettre/",
    "bin": "/admin/corbeille/",
    "help": "/admin/aide/?q=image",
    "chapter": "/admin/aide/actualite/",
    "draft links": "/admin/pages/{}/relecture/",
}


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (360, "dark"), (1024, "dark"), (1280, "dark")])
def test_our_screens_break_no_rule_of_axe_and_fit(open_cms, site, axe, width, scheme):
    page = open_cms(address="/admin/", width=width, color_scheme=scheme)
    found = {}
    for name, address in SCREENS.items():
        page.goto(address.format(key_of(site, "aide")))
        page.wait_for_load_state("networkidle")
        found[name] = axe(page), page.evaluate("document.documentElement.scrollWidth") <= width
    assert found == dict.fromkeys(SCREENS, ([], True))


@pytest.mark.parametrize("width", [1024, 1280])
def test_fields_side_by_side_are_filled_in_on_one_line(open_cms, width):
    page = open_cms(EVENT, width=width)
    page.wait_for_load_state("networkidle")
    tops = page.locator(".w-field-row:visible").evaluate_all(
        "rows => rows.map(row => new Set([...row.querySelectorAll(':scope > .w-panel__wrapper .w-field__input')]"
        ".map(input => Math.round(input.getBoundingClientRect().top))).size)"
    )
    assert len(tops) > 5
    assert set(tops) == {1}


def test_on_a_telephone_the_advice_leaves_the_form_and_the_way_to_publish_in_sight(open_cms):
    page = open_cms(EVENT, width=360, height=740, reduced_motion="reduce")
    page.locator(PANEL.format("checks")).click()
    panel = page.locator(".form-side")
    expect(panel).to_be_visible()
    top, save = panel.bounding_box()["y"], page.locator(".content-wrapper .footer").bounding_box()
    assert page.locator("#id_title").bounding_box()["y"] < top
    assert panel.bounding_box()["height"] + top <= save["y"] + 1

    # The form that is opened next is not covered by what was read beside another.
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(panel).not_to_be_visible()
    assert page.locator("select:visible").evaluate_all(
        "all => all.every(select => select.getBoundingClientRect().right <= innerWidth)"
    )


def test_the_calendar_leaves_the_button_that_keeps_the_date_free(open_cms):
    page = open_cms(EVENT)
    page.locator(PANEL.format("status")).click()
    page.get_by_text("Programmer", exact=True).click()
    page.locator("[name=go_live_at]").click()
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_be_visible()
    page.get_by_role("button", name="Enregistrer la programmation").click(trial=True)
