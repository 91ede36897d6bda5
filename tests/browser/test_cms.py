"""What the editors do every week, done in the CMS and seen on the site."""

import pytest


@pytest.fixture(scope="session")
def signed_in(browser, site):
    """Cookies of an editor who has come in by the door."""
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    page.goto("/admin/")
    page.get_by_label("Nom d’utilisateur").fill("admin")
    page.get_by_label("Mot de passe").fill(site.admin_password)
    page.get_by_role("button", name="S'identifier").click()
    page.wait_for_url("**/admin/")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def cms(new_page, signed_in):
    """Open a page of the CMS as an editor."""

    def open_cms(path, **options):
        page = new_page(public=False, storage_state=signed_in, **options)
        page.goto(path)
        return page

    return open_cms


def cite(page, figure):
    """Put a figure where the cursor is."""
    page.get_by_role("button", name="Chiffre clé").first.click()
    page.get_by_role("link", name=figure).click()
    page.locator(".modal").wait_for(state="detached")


def publish(page):
    page.wait_for_timeout(500)  # A text is kept a quarter of a second after its last key.
    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("button", name="Publier", exact=True).click()
    page.get_by_text("a été publié").wait_for()


def edit(page, title):
    """Open the form of a page of the site by its title."""
    page.goto("/admin/pages/search/?q=" + title)
    page.get_by_role("link", name=title, exact=True).first.click()
    page.locator("[data-edit-form]").wait_for()


def test_a_figure_cited_in_a_text_follows_its_record(cms, new_page):
    page = cms("/admin/")
    edit(page, "Aide")
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Un euro en rapporte ")
    cite(page, "Effet de levier")
    page.keyboard.type(" en moyenne.")
    publish(page)

    visitor = new_page()
    visitor.goto("/aide/")
    assert "Un euro en rapporte 1,8\xa0euros en moyenne." in visitor.inner_text("main").replace("\u202f", " ")
