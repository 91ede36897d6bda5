"""What the CMS shows while one writes: the page as it will be, what would make it better, who else is at it."""

import pytest
from playwright.sync_api import expect

from tests.browser.editing import choose, key_of, publish, rows, write_at_end

CHECKS = "[data-side-panel-toggle='checks'], [data-side-panel='checks'] button"
# Until it says so, Wagtail takes what is typed for what was there at first.
WATCH = "document.addEventListener('w-unsaved:watch-edits', () => { document.documentElement.dataset.watched = ''; })"
PREVIEW = "[data-side-panel-toggle='preview'], [data-side-panel='preview'] button"


@pytest.fixture
def open_form(open_cms, site):
    """Open the form of the page that has this slug, or at this address; wait until what is typed in it counts."""

    def open_page(slug="", address="", **options):
        page = open_cms(address="/admin/login/", **options)
        page.add_init_script(WATCH)
        page.goto(address or f"/admin/pages/{key_of(site, slug)}/edit/")
        page.locator("html[data-watched]").wait_for(state="attached")
        return page

    return open_page


@pytest.fixture
def open_new_item(open_form, site):
    """Open the form of a new item, and have each request that it sends to be made pass through `route`."""

    def open_page(route, **options):
        address = f"/admin/pages/add/actualites/newspage/{key_of(site, 'actualites')}/"
        page = open_form(address=address, **options)
        page.route(f"**{address}", route)
        return page

    return open_page


def is_save(route):
    """Whether the form saves itself: what an editor sends is no fetch."""
    return route.request.resource_type == "fetch"


def test_the_preview_follows_what_is_typed(open_form):
    page = open_form("aide")
    page.locator(PREVIEW).first.click()
    preview = page.frame_locator("#w-preview-iframe").locator("main")
    expect(preview).to_contain_text("Trouver une page")
    write_at_end(page, " Tapé à l’instant.")
    expect(preview).to_contain_text("Tapé à l’instant.")


def test_the_advice_follows_the_draft_and_breaks_no_rule_of_axe(open_form, axe):
    page = open_form("accessibilite")
    page.locator(CHECKS).first.click()
    advice = page.locator("[data-advice]").first
    expect(advice).to_contain_text("brouillon")
    # The metrics of Wagtail come from the preview.
    expect(page.locator("[data-content-word-count]")).not_to_have_text("-")
    page.locator("#id_title").fill("TOUT EN CAPITALES")
    page.locator("#id_title").blur()
    expect(advice).to_contain_text("Le titre est tout en capitales.")
    assert not [fault for fault in axe(page) if "cms-quality" in fault or "cms-checks" in fault]


def test_who_has_a_page_open_sees_that_it_was_changed_elsewhere(open_form):
    first, second = open_form("aide"), open_form("aide")
    write_at_end(first, " Écrit par la première.")
    expect(first.get_by_text("Enregistré", exact=True)).to_be_visible()
    warning = second.get_by_role("button", name="Vous avez enregistré une nouvelle version dans une autre fenêtre")
    expect(warning).to_be_visible()
    # What the second one types is not saved over it unsaid.
    write_at_end(second, " Écrit par la seconde.")
    expect(second.get_by_text("Enregistré", exact=True)).not_to_be_visible()
    first.reload()
    expect(first.locator(".public-DraftEditor-content").first).not_to_contain_text("la seconde")


def test_what_is_published_during_its_first_save_makes_one_page(open_new_item, site):
    saves = []

    def hold(route):
        """What is saved waits here, what is published goes its way."""
        if is_save(route):
            saves.append(route)
        else:
            route.continue_()

    page = open_new_item(hold)
    page.locator("[name=title]").press_sequentially("Publiée pendant son premier enregistrement")
    for _ in range(100):
        page.wait_for_timeout(100)
        if saves:
            break
    choose(page, "Publier")
    assert len(saves) == 1
    saves.pop().continue_()
    page.locator(".messages .success").wait_for()
    assert rows(site, "SELECT live FROM wagtailcore_page WHERE title LIKE 'Publiée pendant%'") == [(1,)]


def test_what_is_published_before_its_first_save_is_not_saved_once_more_on_the_way(open_new_item, site):
    saves = []

    def delay(route):
        if is_save(route):
            saves.append(route.request.url)
        else:
            page.wait_for_timeout(3_000)
        route.continue_()

    page = open_new_item(delay)
    page.locator("[name=title]").evaluate("""title => {
        title.value = 'Publiée avant son premier enregistrement';
        title.form.elements.slug.value = 'publiee-avant';
        title.form.requestSubmit(title.form.querySelector('[name=action-publish]'));
    }""")
    page.locator(".messages .success").wait_for()
    assert saves == []
    assert rows(site, "SELECT live FROM wagtailcore_page WHERE title LIKE 'Publiée avant%'") == [(1,)]


def test_a_page_whose_first_answer_was_lost_is_made_once(open_new_item, site):
    answers = []

    def lose_the_first(route):
        if is_save(route) and not answers:
            answers.append(route.fetch().json())
            route.abort()
        else:
            route.continue_()

    page = open_new_item(lose_the_first, expected_errors=("ERR_FAILED",))
    page.locator("[name=title]").press_sequentially("Enregistrée sans le savoir")
    expect(page.get_by_text("Enregistré", exact=True)).to_be_visible()
    assert answers[0]["success"]
    publish(page)
    found = rows(site, "SELECT slug, live FROM wagtailcore_page WHERE title LIKE 'Enregistrée sans%'")
    assert found == [("enregistree-sans-le-savoir", 1)]
