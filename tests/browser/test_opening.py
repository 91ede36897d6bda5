import pytest


@pytest.mark.parametrize("width", [360, 1280])
def test_the_home_page_opens_and_fits_the_window(new_page, width):
    page = new_page(width)

    assert page.goto("/").status == 200
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_account_enters_the_cms(new_page, site):
    page = new_page(public=False)

    page.goto("/admin/")
    page.get_by_label("Nom d’utilisateur").fill("admin")
    page.get_by_label("Mot de passe").fill(site.admin_password)
    page.get_by_role("button", name="Se connecter").click()

    page.wait_for_url("**/admin/")
    assert page.get_by_role("navigation").first.is_visible()
