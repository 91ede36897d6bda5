"""The gestures of editors in the CMS, and what the site then holds."""

import sqlite3
from contextlib import closing

from playwright.sync_api import expect


def key_of(site, slug):
    ((key,),) = rows(site, "SELECT id FROM wagtailcore_page WHERE slug = ?", slug)
    return key


def rows(site, question, *values):
    """What the database of the site answers."""
    with closing(sqlite3.connect(site.data_dir / "db.sqlite3")) as database:
        return database.execute(question, values).fetchall()


def settle(page):
    """Wait for what a text does by itself a quarter of a second after a key, by the browser’s own clock, often late."""
    page.evaluate("() => new Promise(done => setTimeout(done, 500))")


def choose(page, action):
    """Take one of the actions at the bottom of a form."""
    settle(page)
    page.get_by_role("button", name="Plus d'actions").click()
    page.locator("footer").get_by_role("button", name=action, exact=True).or_(
        page.locator("footer").get_by_role("link", name=action, exact=True)
    ).click()


def publish(page, action="Publier"):
    choose(page, action)
    page.locator(".messages .success").wait_for()


def write_at_end(page, text):
    """Type at the end of the first text of the form."""
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def text_of(page, address):
    page.goto(address)
    return page.inner_text("main").replace("\u202f", " ").replace("\xa0", " ")


def upload_image(page, file, description):
    """Choose, in the window that is open, an image that comes from the disk."""
    page.get_by_role("tab", name="Transférer").click()
    page.locator("[name=image-chooser-upload-file]").set_input_files(file)
    # The form takes its title from the file.
    expect(page.locator("[name=image-chooser-upload-title]")).not_to_have_value("")
    page.locator("[name=image-chooser-upload-description]").fill(description)
    page.locator(".modal").get_by_role("button", name="Transférer").click()
    page.locator(".modal").wait_for(state="detached")
