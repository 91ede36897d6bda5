"""News from the first word to the last, as an editor and a visitor live them."""

from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.editing import choose, publish, upload_image


@pytest.fixture
def cms(open_cms):
    return open_cms(address="/admin/")


@pytest.fixture
def reader(new_page):
    return new_page(expected_errors=["404"])


def write(cms, title):
    """Open the form of a new item from the menu, and give it a title, a lead and a text."""
    cms.get_by_role("link", name="Nouvelle actualité").click()
    cms.locator("[name=title]").fill(title)
    cms.locator("[name=lead]").fill("Deux phrases. Elles disent l’essentiel.")
    cms.get_by_role("button", name="Insérer un bloc").first.click()
    cms.get_by_role("option", name="Texte").click()
    cms.locator(".public-DraftEditor-content").first.click()
    cms.keyboard.type("Un texte écrit en quelques minutes.")


def illustrate(cms, picture, alternative):
    cms.get_by_role("button", name="Choisir une image").first.click()
    upload_image(cms, picture, alternative)


def edit(cms, title):
    cms.get_by_role("link", name=title).first.click()
    cms.locator("[name=title]").wait_for()


def text_of(reader):
    return reader.inner_text("main").replace("\xa0", " ")


def test_an_item_is_written_illustrated_filed_and_read(cms, reader, tmp_path):
    picture = tmp_path / "reunion.jpg"
    Image.new("RGB", (1200, 800), (12, 59, 60)).save(picture)
    write(cms, "Une nouvelle toute neuve")
    illustrate(cms, picture, "Des élues autour d’une table.")
    cms.get_by_label("Eau et assainissement").check()
    publish(cms)

    assert reader.goto("/actualites/une-nouvelle-toute-neuve/").status == 200
    assert "Un texte écrit en quelques minutes." in text_of(reader)
    shown = reader.get_by_alt_text("Des élues autour d’une table.")
    assert shown.evaluate("async image => { await image.decode(); return image.naturalWidth }") > 300
    reader.locator(".news-terms").get_by_role("link", name="Eau et assainissement").click()
    expect(reader.locator("main")).to_contain_text("Une nouvelle toute neuve")
    assert (
        "Une nouvelle toute neuve" in reader.request.get("/actualites/thematique/eau-et-assainissement/rss.xml").text()
    )


def test_an_item_is_corrected_pinned_and_withdrawn(cms, reader):
    write(cms, "Une nouvelle fautive")
    publish(cms)
    edit(cms, "Une nouvelle fautive")
    cms.locator("[name=title]").fill("Une nouvelle corrigée")
    cms.locator("[name=pinned_until]").fill("2099-01-01")
    cms.keyboard.press("Tab")
    publish(cms)

    reader.goto("/actualites/")
    assert reader.locator("section[aria-labelledby=a-la-une] h3").inner_text() == "Une nouvelle corrigée"
    reader.goto("/")
    assert reader.locator(".news-card h3").first.inner_text() == "Une nouvelle corrigée"

    edit(cms, "Une nouvelle corrigée")
    choose(cms, "Dépublier")
    cms.get_by_role("button", name="Oui, la dépublier").click()
    cms.locator(".messages .success").wait_for()
    assert reader.goto("/actualites/une-nouvelle-fautive/").status == 404
    reader.goto("/")
    assert "Une nouvelle corrigée" not in text_of(reader)


def test_an_item_is_scheduled_and_waits(cms, reader):
    write(cms, "Une nouvelle pour plus tard")
    cms.get_by_role("button", name="Afficher/masquer le statut").click()
    cms.get_by_text("Programmer", exact=True).click()
    cms.locator("[name=go_live_at]").fill((date.today() + timedelta(days=1)).strftime("%d/%m/%Y 09:00"))
    # The calendar lies over the button until one looks elsewhere.
    with cms.expect_navigation():
        cms.get_by_role("button", name="Enregistrer la programmation").dispatch_event("click")
    publish(cms, "Programmer pour publication")

    assert "planifiée" in cms.locator(".messages").inner_text()
    assert reader.goto("/actualites/une-nouvelle-pour-plus-tard/").status == 404


def test_a_printed_item_is_its_text_with_the_addresses_that_it_leads_to(new_page):
    page = new_page()
    page.goto("/actualites/nouvelle-presidente-du-groupe-pays-algerie/")
    page.evaluate("""document.querySelector('.sidebar > .stack').insertAdjacentHTML('beforeend',
        '<div class="prose"><p><a href="/agenda/">un</a> <a href="https://exemple.fr/">deux</a></p></div>')""")
    page.emulate_media(media="print")
    shown = "link => getComputedStyle(link, '::after').content"
    assert page.locator(".prose a").last.evaluate(shown) == '" (https://exemple.fr/)"'
    assert page.locator(".prose a").nth(-2).evaluate(shown) == '" (/agenda/)"'
    for left_out in (".site-footer", ".share", ".previous-next", ".site-header__side"):
        assert not page.locator(left_out).first.is_visible()
    with pikepdf.open(BytesIO(page.pdf(format="A4"))) as printed:
        assert len(printed.pages) <= 2


def add_theme(cms, name, slug):
    cms.goto("/admin/snippets/portal/theme/add/")
    cms.locator("[name=name]").press_sequentially(name)
    expect(cms.locator("[name=slug]")).to_have_value(slug)
    cms.get_by_role("button", name="Enregistrer").click()
    cms.locator(".messages .success").wait_for()


def test_two_themes_become_one_and_the_address_of_the_first_leads_to_the_second(cms, reader):
    add_theme(cms, "Jeunesse", "jeunesse")
    add_theme(cms, "Les jeunes", "les-jeunes")
    write(cms, "Une nouvelle des jeunes")
    cms.get_by_label("Les jeunes").check()
    publish(cms)

    cms.goto("/admin/snippets/portal/theme/")
    row = cms.locator("tbody tr", has=cms.get_by_role("link", name="Les jeunes", exact=True))
    row.get_by_role("button").first.click()
    cms.get_by_role("link", name="Fusionner…").filter(visible=True).click()
    expect(cms.locator("main")).to_contain_text("1 utilisation")
    cms.get_by_label("Fusionner dans").select_option(label="Jeunesse")
    cms.get_by_role("button", name="Fusionner", exact=True).click()
    expect(cms.locator(".messages")).to_contain_text("« Les jeunes » est fusionné dans « Jeunesse »")

    reader.goto("/actualites/?thematique=les-jeunes")
    assert "Une nouvelle des jeunes" in text_of(reader)
    assert reader.locator("select[name=thematique]").input_value() == "jeunesse"


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
