import pytest


@pytest.mark.parametrize("width", [360, 1280])
def test_the_home_page_opens_and_fits_the_window(new_page, width):
    page = new_page(width)

    assert page.goto("/").status == 200
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_account_enters_the_cms(new_page, site):
    page = new_page(public=False)

    page.goto("/admin/")
    page.locator("#id_username").fill("admin")
    page.locator("#id_password").fill(site.admin_password)
    page.get_by_role("button", name="S'identifier").click()

    page.wait_for_url("**/admin/")
    assert page.get_by_role("navigation").first.is_visible()
