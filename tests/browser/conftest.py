"""The site served for real, a Chromium to visit it, and the rules of axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from deploy.chromium import chromium
from deploy.trial import trial_copy
from tests.browser.editing import key_of

# As root Chromium has no sandbox; and it is to call nobody but the site.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
FLAGS += ["--disable-sync", "--no-first-run"]
# A busy machine fails none.
expect.set_options(timeout=30_000)
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def site(opened_site, tmp_path_factory):
    """The site as it opens, with its initial content: `url`, `admin_password`, `data_dir`."""
    with trial_copy(opened_site, tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def browser():
    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser, site):
    """Open pages on the site. The test fails if one of them calls elsewhere, logs an error or sets a cookie.

    `public=False` is for the CMS, which has cookies. `expected_errors` are parts of messages that
    the console is allowed, such as "404" for a page that is not there.
    """
    opened = []

    def open_page(
        width=1280, height=900, *, color_scheme="light", javascript=True, public=True, expected_errors=(), **options
    ):
        context = browser.new_context(
            base_url=site.url,
            viewport={"width": width, "height": height},
            color_scheme=color_scheme,
            java_script_enabled=javascript,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            **options,
        )
        opened.append((context, watch(context, site.url, expected_errors), public))
        return context.new_page()

    yield open_page
    faults = []
    for context, seen, public in opened:
        faults += seen + [f"cookie {cookie['name']}" for cookie in context.cookies() if public]
        context.close()
    assert not faults, "\n".join(faults)


def watch(context, url, expected_errors):
    """List that fills with what pages do wrong: requests outside of the site, errors in the console."""
    faults = []

    def on_request(request):
        if not request.url.startswith((url, "data:", "blob:")):
            faults.append(f"request to {request.url}")

    def on_console(message):
        if message.type == "error" and not any(part in message.text for part in expected_errors):
            faults.append(f"console of {message.page and message.page.url}: {message.text}")

    context.on("request", on_request)
    context.on("console", on_console)
    context.on("weberror", lambda error: faults.append(f"error in {error.page and error.page.url}: {error.error}"))
    return faults


@pytest.fixture(scope="session")
def axe():
    """Check a page against every rule of axe up to WCAG 2.2 AA, best practice too: what is broken, in words."""

    def check(page):
        options = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"], "preload": False}
        return [
            f"{rule['id']} ({rule['help']}): {' '.join(map(str, node['target']))} {node['html'][:200]}"
            for rule in Axe().run(page, options=options).response["violations"]
            for node in rule["nodes"]
        ]

    return check


@pytest.fixture(scope="module")
def signed_in(browser, site):
    """Cookies of an editor who has come in by the door."""
    context = browser.new_context(base_url=site.url, locale="fr-FR")
    page = context.new_page()
    page.goto("/admin/")
    page.get_by_label("Nom d’utilisateur").fill("admin")
    page.get_by_label("Mot de passe").fill(site.admin_password)
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url("**/admin/")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def open_cms(new_page, signed_in, site):
    """Open the CMS as an editor, on the form of the page that has this slug, or at this address."""

    # Wagtail refuses (400) what it was about to save by itself when it is published at that moment, or is not valid.
    def open_page(slug="", address="", expected_errors=("400",), **options):
        page = new_page(public=False, storage_state=signed_in, expected_errors=expected_errors, **options)
        page.set_default_timeout(30_000)
        page.goto(address or f"/admin/pages/{key_of(site, slug)}/edit/")
        return page

    return open_page
