"""News from the first word to the last, as an editor and a visitor live them."""

import sqlite3
from contextlib import closing

import pytest


@pytest.fixture
def cms(new_page, site):
    """The CMS, entered."""
    page = new_page(public=False)
    page.goto("/admin/")
    page.locator("#id_username").fill("admin")
    page.locator("#id_password").fill(site.admin_password)
    page.get_by_role("button", name="S'identifier").click()
    page.wait_for_url("**/admin/")
    return page


@pytest.fixture
def index(site):
    """The primary key of the page of the news."""
    with closing(sqlite3.connect(site.data_dir / "db.sqlite3")) as database:
        return database.execute("SELECT page_ptr_id FROM actualites_newsindexpage").fetchone()[0]


def write(page, index, title):
    """Open the form of a new item and give it a title and a lead."""
    page.goto(f"/admin/pages/add/actualites/newspage/{index}/")
    page.locator("#id_title").fill(title)
    page.locator("#id_lead").fill("Deux phrases.")
    page.wait_for_timeout(500)


def publish(page):
    page.get_by_role("button", name="Plus d'actions").last.click()
    page.locator("button[name=action-publish]").click()
    page.locator(".messages .success").wait_for()


def edit(page, title):
    page.get_by_role("link", name=title).first.click()
    page.locator("#id_title").wait_for()


def test_an_item_is_published_pinned_corrected_and_withdrawn(cms, index, new_page):
    write(cms, index, "Une nouvelle toute neuve")
    publish(cms)
    reader = new_page(expected_errors=["404"])
    assert reader.goto("/actualites/une-nouvelle-toute-neuve/").status == 200

    edit(cms, "Une nouvelle toute neuve")
    cms.locator("#id_title").fill("Une nouvelle corrigée")
    cms.locator("#id_pinned_until").fill("2099-01-01")
    publish(cms)
    reader.goto("/actualites/")
    assert reader.locator("section[aria-labelledby=a-la-une] h3").inner_text() == "Une nouvelle corrigée"
    reader.goto("/")
    assert reader.locator(".news-card h3").first.inner_text() == "Une nouvelle corrigée"

    edit(cms, "Une nouvelle corrigée")
    cms.goto(cms.url.replace("/edit/", "/unpublish/"))
    cms.locator("form[method=POST] button[type=submit], form[method=POST] input[type=submit]").last.click()
    cms.wait_for_load_state()
    assert reader.goto("/actualites/une-nouvelle-toute-neuve/").status == 404


def test_an_item_is_scheduled_and_waits(cms, index, new_page):
    write(cms, index, "Une nouvelle pour plus tard")
    cms.get_by_label("Statut").first.click()
    cms.get_by_role("button", name="Programmer").or_(cms.get_by_role("button", name="programmation")).first.click()
    cms.locator("#id_go_live_at").fill("2099-01-01 10:00")
    cms.keyboard.press("Escape")
    cms.get_by_role("button", name="Enregistrer la programmation").click()
    cms.locator(".messages .success").wait_for()
    publish(cms)
    reader = new_page(expected_errors=["404"])
    assert reader.goto("/actualites/une-nouvelle-pour-plus-tard/").status == 404


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address",
    ["/actualites/", "/actualites/?annee=2020&type=faux", "/actualites/nouvelle-presidente-du-groupe-pays-algerie/"],
)
def test_news_fit_every_window_and_break_no_rule_of_accessibility(new_page, axe, address, width, scheme):
    page = new_page(width, color_scheme=scheme)
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []
