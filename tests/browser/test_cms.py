"""What the editors do every week, done in the CMS and seen on the site."""

import json
import re
from datetime import date, timedelta

import pytest
from PIL import Image
from playwright.sync_api import expect

from deploy.trial import trial_copy
from tests.browser.editing import choose, key_of, publish, rows, text_of, upload_image, write_at_end

# A text of several paragraphs, a list and tables in tables, as Word puts it on the clipboard.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head>
<meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><o:AllowPNG/></xml><![endif]-->
<style>p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} @list l0:level1 {mso-level-text:·;}</style></head>
<body lang=FR style='tab-interval:35.4pt'><!--StartFragment-->
<h2><span style='font-size:16.0pt;color:#2F5496'>Bilan de l’année<o:p></o:p></span></h2>
<p class=MsoNormal style='margin-bottom:8.0pt'><span style='font-family:"Times New Roman";mso-ansi-language:FR'>
Une collectivité <b style='mso-bidi-font-weight:normal'>engagée</b>, <font color="#ff0000" face="Arial">solidaire</font>
et <u>ouverte</u>, selon <a href="https://www.afd.fr/"><span style='color:blue'>l’AFD</span></a>.<o:p></o:p></span></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>Premier point<o:p></o:p></p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr><td width=100><p class=MsoNormal>Année</p>
<table><tr><td><p class=MsoNormal>2024<o:p></o:p></p></td></tr></table></td></tr></table>
<p class=MsoNormal><span style='mso-spacerun:yes'>  </span>Fin du collage.<o:p></o:p></p>
<!--EndFragment--></body></html>"""
PASTE = """html => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}"""


@pytest.fixture(scope="module")
def site(opened_site, tmp_path_factory):
    """A site of its own: what is changed here disturbs nobody."""
    with trial_copy(opened_site, tmp_path_factory.mktemp("cms")) as site:
        yield site


def test_a_figure_cited_in_a_text_follows_its_record(open_cms, new_page):
    page = open_cms("aide")
    write_at_end(page, " Un euro en rapporte ")
    page.get_by_role("button", name="Chiffre clé").first.click()
    page.get_by_role("link", name="Effet de levier").click()
    page.locator(".modal").wait_for(state="detached")
    write_at_end(page, " en moyenne.")
    publish(page)
    visitor = new_page()
    assert "Un euro en rapporte 1,8 euros en moyenne." in text_of(visitor, "/aide/")

    page = open_cms("aide")
    assert page.locator(".cms-key-figure").inner_text() == "1,8\xa0euros"

    page.goto("/admin/snippets/aict/keyfigure/")
    page.get_by_role("link", name="Subventions").click()
    page.get_by_role("button", name="Ajouter un(e) valeur").click()
    page.locator("[name=values-1-value]").fill("190,5")
    page.locator("[name=values-1-unit]").select_option("M€")
    page.locator("[name=values-1-as_of]").fill("15/01/2026")
    publish(page)
    assert "Un euro en rapporte 1,9 euros en moyenne." in text_of(visitor, "/aide/")
    assert "190,5 M€" in text_of(visitor, "/")


def test_a_question_is_added(open_cms, new_page):
    page = open_cms("questions")
    page.get_by_role("button", name="Ajouter un(e) question").click()
    page.locator("[name$='-question']:visible").last.fill("Et si nous commencions petit ?")
    page.locator(".public-DraftEditor-content").last.click()
    page.keyboard.type("Un jumelage est un début.")
    publish(page)

    visitor = new_page()
    visitor.goto("/s-engager/questions/#et-si-nous-commencions-petit")
    assert visitor.get_by_text("Un jumelage est un début.").is_visible()


def test_figures_are_dragged_into_another_order(open_cms, new_page):
    page = open_cms(address="/admin/snippets/aict/keyfigure/")
    rows = page.locator("tbody tr")
    handle, first = rows.nth(1).get_by_role("button").first.bounding_box(), rows.nth(0).bounding_box()
    page.mouse.move(handle["x"] + 10, handle["y"] + 10)
    page.mouse.down()
    page.mouse.move(handle["x"] + 10, first["y"] + 5, steps=10)
    with page.expect_response("**/reorder/**"):
        page.mouse.up()

    wall = new_page()
    text = text_of(wall, "/")
    assert text.index("140") < text.index("10 531")


def test_an_image_comes_into_a_page_with_its_alternative(open_cms, new_page, tmp_path):
    picture = tmp_path / "reunion.jpg"
    Image.new("RGB", (1200, 800), (12, 59, 60)).save(picture)
    page = open_cms("nouvelle-presidente-du-groupe-pays-algerie")
    page.get_by_role("button", name="Insérer un bloc").last.click()
    page.get_by_role("option", name="Image").click()
    page.locator("[data-streamfield-child]").get_by_role("button", name="Choisir une image").click()
    upload_image(page, picture, "Des élues autour d’une table.")
    publish(page)

    visitor = new_page()
    visitor.goto(page.get_by_role("link", name="Visualiser la version publiée").get_attribute("href"))
    shown = visitor.get_by_alt_text("Des élues autour d’une table.")
    assert shown.evaluate("async image => { await image.decode(); return image.naturalWidth }") > 300
    assert "Crédit : non précisé" in visitor.inner_text("main").replace("\xa0", " ")


def test_an_unpublished_page_is_gone_from_the_menus(open_cms, new_page):
    visitor = new_page(expected_errors=["404"])
    visitor.goto("/")
    link = visitor.locator("header a", has_text="Ressources").first
    address = link.get_attribute("href")
    page = open_cms("ressources")
    choose(page, "Dépublier")
    page.get_by_role("button", name="Oui, la dépublier").click()
    page.locator(".messages .success").wait_for()

    assert visitor.goto(address).status == 404
    visitor.goto("/")
    assert not visitor.locator(f"a[href='{address}']").count()


def test_a_change_is_scheduled(open_cms, new_page):
    page = open_cms("mentions-legales")
    page.locator("[name=lead]").press_sequentially("À lire à partir de demain.")
    page.get_by_role("button", name="Afficher/masquer le statut").click()
    page.get_by_text("Programmer", exact=True).click()
    page.locator("[name=go_live_at]").fill((date.today() + timedelta(days=1)).strftime("%d/%m/%Y 09:00"))
    # The calendar lies over the button until one looks elsewhere.
    with page.expect_navigation():
        page.get_by_role("button", name="Enregistrer la programmation").dispatch_event("click")
    choose(page, "Programmer pour publication")
    page.locator(".messages .success").wait_for()

    assert "planifiée" in page.locator(".messages").inner_text()
    assert "À lire à partir de demain." not in text_of(new_page(), "/mentions-legales/")


def versions(site, slug):
    """The versions that the CMS keeps of a page."""
    contents = [json.loads(content) for (content,) in rows(site, "SELECT content FROM wagtailcore_revision")]
    return [content for content in contents if content.get("slug") == slug]


def test_what_is_pasted_from_word_comes_out_clean(open_cms, site):
    page = open_cms("aide")
    write_at_end(page, "")
    page.keyboard.press("Enter")
    page.evaluate(PASTE, WORD)
    page.get_by_text("Fin du collage.").wait_for()
    publish(page)

    texts = [block["value"] for block in json.loads(versions(site, "aide")[-1]["body"]) if block["type"] == "text"]
    (html,) = [text for text in texts if "Bilan de l’année" in text]
    pasted = html[html.index("Bilan de l’année") - 60 :]
    assert set(re.findall(r"<(\w+)", pasted)) <= {"h2", "p", "b", "a", "ul", "li"}
    assert set(re.findall(r" ([\w:-]+)=", pasted)) <= {"data-block-key", "href"}
    assert "<b>engagée</b>, solidaire et ouverte, selon" in re.sub(r"\s+", " ", pasted)
    assert re.search(r"<li[^>]*>Premier point</li>", pasted)


def test_a_mistake_is_told_beside_its_field_and_nothing_typed_is_lost(open_cms, site):
    page = open_cms(address=f"/admin/pages/add/agenda/eventpage/{key_of(site, 'agenda')}/")
    page.locator("[name=title]").fill("Rencontre des maires")
    page.locator("[name=starts_on]").fill("15/06/2030")
    page.locator("[name=ends_on]").fill("14/06/2030")
    page.locator("[name=place]").fill("Lyon")
    choose(page, "Publier")

    error = page.locator(".w-field", has=page.locator("[name=ends_on]")).locator(".error-message")
    assert error.inner_text().strip() == "La fin ne peut pas précéder le début."
    kept = [page.locator(f"[name={name}]").input_value() for name in ("title", "starts_on", "ends_on", "place")]
    assert kept == ["Rencontre des maires", "15/06/2030", "14/06/2030", "Lyon"]


def test_an_address_is_written_from_a_french_title_without_accents_nor_lost_letters(open_cms, site):
    page = open_cms(address=f"/admin/pages/add/actualites/newspage/{key_of(site, 'actualites')}/")
    page.locator("[name=title]").press_sequentially("Mise en œuvre : l’eau à l'été")
    expect(page.locator("[name=slug]")).to_have_value("mise-en-oeuvre-l-eau-a-l-ete")
