"""What visitors do: read every page on a phone or a desk, by night, by keyboard, without JavaScript, on paper."""

import pytest
from playwright.sync_api import expect

from deploy.chromium import chromium
from tests.browser.conftest import FLAGS

PHONE, DESK = 360, 1280
# Pages that the site map does not list.
OTHERS = ["/recherche/?q=collectivit%C3%A9s", "/recherche/?q=xyzzy", "/introuvable/", "/compte/connexion/"]
OTHERS += ["/compte/mot-de-passe/oublie/"]
# Whether what has the focus can be seen: it, or the card that it makes one link of, has a ring,
# and no other thing lies over its middle.
SEEN = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect();
  const over = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 40));
  const drawn = style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  let ring = false;
  for (let one = element; one && one !== document.body; one = one.parentElement) ring ||= drawn(getComputedStyle(one));
  const isSeen = !!over && (element.contains(over) || over.contains(element) || !!over.closest("label"));
  return {name: element.outerHTML.slice(0, 120), ring, isSeen, isBody: element === document.body};
}"""
# Every title, link and label below the header says as much as its field may hold.
LENGTHEN = """long => {
  for (const one of document.querySelectorAll("main :is(h1, h2, h3, a, figcaption, dd), footer a"))
    for (const part of one.childNodes)
      if (part.nodeType === Node.TEXT_NODE && part.textContent.trim()) part.textContent = long;
}"""
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""


@pytest.fixture(scope="module")
def addresses(browser, site):
    """Every page that the site map leads to, and those that it leaves out."""
    page = browser.new_page(base_url=site.url)
    page.goto("/plan-du-site/")
    listed = page.locator("main a[href^='/']").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    page.close()
    assert len(listed) > 20
    return list(dict.fromkeys([*listed, *OTHERS]))


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def tab_stops(page, most=120):
    """Go through the page with the Tab key: what is said of each thing that takes the focus."""
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(SEEN)
        if stop["isBody"]:
            return stops
        stops.append(stop)
    return stops


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_axe_finds_nothing_on_any_page_by_day_or_by_night(new_page, addresses, axe, width):
    page = new_page(width, public=False, expected_errors=["404"])
    faults = []
    for address in addresses:
        page.goto(address)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            faults += [f"{address} {scheme}: {fault}" for fault in axe(page)]
    assert faults == []


@pytest.mark.parametrize("width", [320, PHONE, 768, DESK])
def test_no_page_is_wider_than_its_window(new_page, addresses, width):
    page = new_page(width, expected_errors=["404"])
    wide = {}
    for address in addresses[:-2]:
        page.goto(address)
        if overflow(page) > 0:
            wide[address] = overflow(page)
    assert wide == {}


@pytest.mark.parametrize("width", [320, DESK])
def test_titles_of_two_hundred_signs_and_a_word_without_end_hold_in_the_window(new_page, width):
    page = new_page(width)
    long = ("Anticonstitutionnellementinterdépartementalisation et coopération décentralisée : " * 3)[:200]
    for address in ["/", "/s-engager/", "/s-engager/chiffres/", "/s-engager/histoire/", "/actualites/", "/agenda/"]:
        page.goto(address)
        page.evaluate(LENGTHEN, long)
        assert overflow(page) <= 0, address


def test_no_page_is_wider_than_a_phone_whose_owner_doubled_the_letters(browser, site, addresses):
    flags = [*FLAGS, "--blink-settings=defaultFontSize=32"]
    reader = browser.browser_type.launch(executable_path=chromium(), args=flags)
    page = reader.new_page(base_url=site.url, viewport={"width": PHONE, "height": 640})
    wide = []
    for address in [*addresses, "/agenda/?periode=passes"]:
        page.goto(address)
        if overflow(page) > 0:
            wide.append(address)
    reader.close()
    assert wide == []


@pytest.mark.parametrize("width", [1120, 1280, 1600])
def test_a_menu_of_eight_links_lies_between_the_name_and_the_search(new_page, width):
    page = new_page(width)
    page.goto("/")
    links = page.get_by_role("navigation", name="Navigation principale")
    links.locator("ul").evaluate(
        "list => { while (list.children.length < 8) list.append(list.lastElementChild.cloneNode(true)); }"
    )
    name, menu, field = (
        place.bounding_box()
        for place in (
            page.get_by_role("link", name="Cités Unies France, accueil").first,
            links,
            page.locator("#champ-recherche"),
        )
    )
    assert name["x"] + name["width"] <= menu["x"]
    assert menu["x"] + menu["width"] <= field["x"]


def test_a_reader_who_spreads_the_text_loses_nothing(new_page):
    """WCAG 2.2, success criterion 1.4.12."""
    page = new_page(PHONE, bypass_csp=True)
    for address in ("/", "/s-engager/chiffres/", "/s-engager/financements/"):
        page.goto(address)
        page.add_style_tag(content=SPACING)
        assert overflow(page) <= 0, address


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("address", ["/", "/s-engager/questions/", "/s-engager/financements/", "/agenda/"])
def test_the_keyboard_reaches_everything_and_one_sees_where_one_is(new_page, address, width):
    page = new_page(width)
    page.goto(address)
    stops = tab_stops(page)

    assert len(stops) > 20
    assert [stop["name"] for stop in stops if not (stop["ring"] and stop["isSeen"])] == []


def test_the_first_key_leads_past_the_menu(new_page):
    page = new_page()
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Aller au contenu")
    assert skip.evaluate("link => link === document.activeElement && link.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


def test_the_menu_of_a_phone_opens_closes_and_gives_the_focus_back(new_page):
    page = new_page(PHONE, 740)
    page.goto("/")
    button, link = page.get_by_role("button", name="Menu"), page.locator("#menu a", has_text="Agenda")
    assert not link.is_visible()

    button.click()
    assert link.is_visible()
    page.keyboard.press("Escape")
    assert not link.is_visible()
    assert button.evaluate("button => button === document.activeElement")

    button.click()
    link.click()
    page.wait_for_url("**/agenda/")


def test_the_menu_opens_without_javascript(new_page):
    page = new_page(PHONE, 740, javascript=False)
    page.goto("/")
    page.get_by_role("button", name="Menu").click()
    page.locator("#menu a", has_text="Actualités").click()
    page.wait_for_url("**/actualites/")


def test_a_question_opens_when_its_link_is_followed(new_page):
    page = new_page()
    page.goto("/s-engager/questions/")
    answer = page.locator("details").nth(2)
    anchor = answer.get_attribute("id") or answer.locator("[id]").first.get_attribute("id")

    page.goto("/")
    page.goto(f"/s-engager/questions/#{anchor}")
    assert answer.evaluate("fold => fold.open")
    assert answer.locator("p").first.is_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_every_answer_is_read_with_or_without_javascript(new_page, javascript):
    page = new_page(javascript=javascript)
    page.goto("/s-engager/questions/")
    questions = page.locator("main details > summary")
    assert questions.count() >= 6
    for number in range(questions.count()):
        fold = page.locator("main details").nth(number)
        if fold.get_attribute("open") is None:
            questions.nth(number).click()
        assert fold.locator("p").first.is_visible()


def test_a_phone_is_led_to_what_a_filter_found_or_to_why_it_was_refused(new_page):
    page = new_page(360, 640, javascript=False)
    page.goto("/agenda/?periode=passes")
    page.get_by_label("Mot du titre").fill("café")
    page.get_by_role("button", name="Voir les évènements").click()
    expect(page.get_by_role("heading", name="Évènements passés")).to_be_in_viewport()

    page.goto("/agenda/?periode=passes")
    page.get_by_label("Du", exact=True).fill("2024-05-02")
    page.get_by_label("Au", exact=True).fill("2024-05-01")
    page.get_by_role("button", name="Voir les évènements").click()
    expect(page.get_by_text("La fin ne peut pas précéder le début.")).to_be_in_viewport()


def test_the_answers_are_open_on_paper_and_the_menus_are_left_out(new_page):
    page = new_page()
    page.goto("/s-engager/questions/")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("main details").evaluate_all("folds => folds.every(fold => fold.open)")
    assert not page.get_by_role("navigation", name="Navigation principale").is_visible()


def test_the_address_of_a_figure_is_copied(new_page):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/s-engager/chiffres/")
    page.locator("main [data-copy]").first.click()
    page.get_by_role("status").filter(has_text="Lien copié.").wait_for()

    copied = page.evaluate("navigator.clipboard.readText()")
    page.goto(copied)
    anchor = copied.partition("#")[2]
    assert anchor
    assert page.locator(f"[id='{anchor}']").count() == 1


def test_an_acronym_is_explained_to_the_keyboard_and_to_the_finger(new_page):
    page = new_page(PHONE, has_touch=True)
    page.goto("/s-engager/histoire/")
    acronym = page.locator("main .acronym").first
    explained = page.locator(f"[id='{acronym.get_attribute('popovertarget')}']")
    assert not explained.is_visible()

    acronym.tap()
    assert explained.is_visible()
    page.keyboard.press("Escape")
    acronym.focus()
    page.keyboard.press("Enter")
    assert explained.is_visible()
    assert overflow(page) <= 0


def test_the_browsers_own_search_opens_the_answer_that_has_the_words(new_page):
    page = new_page(javascript=False)
    page.goto("/s-engager/questions/#:~:text=fréquentation touristique")
    answer = page.locator("details", has_text="fréquentation touristique")
    expect(answer).to_have_attribute("open", "")
    expect(answer.get_by_text("fréquentation touristique")).to_be_in_viewport()


def test_a_mayor_leaves_with_three_figures_that_are_dated_and_the_brochure(new_page):
    page = new_page(PHONE, 640)
    page.goto("/")
    answers = page.locator("main .answer")
    assert [answers.nth(rank).get_by_text("État au 2 novembre 2020").count() for rank in range(3)] == [1, 1, 1]
    page.get_by_role("link", name="La réponse en entier").click()
    expect(page.get_by_role("heading", name="des démarches qui coûtent cher")).to_be_in_viewport()
    expect(page.get_by_text("1,8 euros pour 1 euro engagé")).to_be_visible()

    page.goto("/")
    page.get_by_role("link", name="La plaquette").first.click()
    button = page.get_by_role("link", name="Télécharger la plaquette")
    expect(button).to_be_in_viewport(ratio=1)
    with page.expect_download() as download:
        button.click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def test_nothing_moves_for_whoever_asked_for_rest(new_page):
    page = new_page(reduced_motion="reduce")
    page.goto("/")
    moving = page.evaluate("document.getAnimations().filter(one => one.effect.getTiming().duration > 1).length")
    assert moving == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
