"""What editors do without fear: undo a deletion, show a draft to somebody, make a letter; on screens for everybody."""

import pytest

from deploy.trial import trial_copy
from tests.browser.editing import key_of, text_of


@pytest.fixture(scope="module")
def site(opened_site, tmp_path_factory):
    """A site of its own: what is deleted here disturbs nobody."""
    with trial_copy(opened_site, tmp_path_factory.mktemp("house")) as site:
        yield site


def ours(axe, page):
    """Return what breaks a rule in what we wrote of a screen, its header being Wagtail’s."""
    page.wait_for_load_state("networkidle")
    return [fault for fault in axe(page) if not fault.startswith(("region", "landmark", "page-has-heading"))]


def fits(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    return page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_page_deleted_by_mistake_is_back_in_three_clicks(open_cms, new_page, site, axe):
    slug = "8e-rencontres-franco-japonaises-2024"
    cms = open_cms(address=f"/admin/pages/{key_of(site, slug)}/delete/")
    cms.get_by_role("button", name="Oui, le supprimer").click()
    cms.locator(".messages .success").wait_for()
    visitor = new_page(expected_errors=("404",))
    assert "n’existe pas" in text_of(visitor, f"/agenda/{slug}/")

    way = cms.locator(".messages").get_by_role("link", name="Annuler").get_attribute("href")
    cms.goto("/admin/corbeille/")
    assert "Rencontres franco-japonaises" in cms.inner_text("main")
    assert ours(axe, cms) == []
    cms.goto(way)
    assert ours(axe, cms) == []
    assert fits(cms, 360)
    cms.get_by_role("button", name="Restaurer").click()
    cms.locator(".messages .success").wait_for()
    assert "Rencontres franco-japonaises" in text_of(visitor, f"/agenda/{slug}/")


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_a_draft_is_shown_by_a_link_until_it_is_revoked(open_cms, new_page, site, axe, width, scheme):
    cms = open_cms(address=f"/admin/pages/{key_of(site, 'aide')}/relecture/", color_scheme=scheme)
    cms.get_by_role("button", name="Faire un lien").click()
    field = cms.get_by_label("Valable jusqu’au").first
    address = field.input_value()
    assert ours(axe, cms) == []
    assert fits(cms, width)

    reader = new_page(width, color_scheme=scheme, public=False, expected_errors=("410",))
    assert reader.goto(address).status == 200
    assert "version de travail" in reader.inner_text(".draft-banner")
    assert axe(reader) == []
    assert reader.evaluate("document.documentElement.scrollWidth") <= width
    cms.get_by_role("button", name="Révoquer").first.click()
    cms.locator(".messages .success").wait_for()
    assert reader.goto(address).status == 410
    assert axe(reader) == []


def test_a_letter_is_made_ordered_seen_and_downloaded(open_cms, axe):
    cms = open_cms(address="/admin/lettre/?evenements_du=01/01/2024&evenements_au=31/12/2024")
    items = cms.locator("[data-item]")
    last = items.last.locator("strong").inner_text()
    for item in items.all():
        item.get_by_role("checkbox").check()
    for _ in range(items.count() - 1):
        cms.get_by_role("button", name=f"Monter « {last} »").click()
    cms.get_by_label("Objet").fill("Ce qui vient")
    cms.get_by_role("button", name="Faire la lettre").click()
    letter = cms.frame_locator("iframe")
    first = letter.locator("h3").first.inner_text()
    assert first.replace("\xa0", " ") == last.replace("\xa0", " ")
    assert ours(axe, cms) == []
    cms.get_by_role("button", name="Sur un téléphone").click()
    assert letter.locator("body").evaluate("body => body.scrollWidth") <= 360
    assert fits(cms, 360)
    with cms.expect_download() as download:
        cms.get_by_role("button", name="Ouvrir dans ma messagerie (.eml)").click()
    assert download.value.suggested_filename == "ce-qui-vient.eml"
