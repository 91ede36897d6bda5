"""The HTML that visitors get: valid to the letter, and what a machine can check of RGAA 4.1.2."""

import re
from collections import Counter
from itertools import pairwise

import html5lib
import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from tests.conftest import crawl_all
from tests.full_site import fill

pytestmark = [
    pytest.mark.any_database,
    # Wagtail leaves to the garbage collector the files in which it makes pictures.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning"),
]

# What names an element, or is named by one: each must exist.
REFERENCES = ["aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "popovertarget", "for", "headers"]
REFUSED = ["/recherche/?q=", "/agenda/?annee=1", "/s-engager/financements/?collectivite=x&thematique=x&etat=x"]
SHOWN = ["img", "picture source", "table", "audio", "video track", "blockquote", "details", "fieldset", "time", "dl"]
SHOWN += ["nav.pagination", "nav.toc", "[popover]", ".key-figure__picture", "input[type=password]", "embed, .embed"]
# Forms that one is sent to: a page that asks for a password, the way in of members.
FORMS = ["/donnees-personnelles/", "/compte/connexion/?next=/", "/compte/mot-de-passe/oublie/"]
LOOKS = "font, center, b:empty, i:empty, p:empty, br + br, [align], [bgcolor]"
FIELDS = "input:not([type=hidden]), select, textarea"
INTERACTIVE = ["a", "button", "input", "select", "textarea", "summary", "label"]


@pytest.fixture(scope="session")
def crawled_full(loaded_tables, django_db_blocker):
    return crawl_all(loaded_tables, django_db_blocker, *FORMS, prepare=fill)


@pytest.fixture(params=["as it opens", "full"])
def site(request, crawled, crawled_full, db):
    """The pages of the site as it opens, then those of a site where every block and every field is filled."""
    return crawled_full if request.param == "full" else crawled


def parse_errors(html):
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(html)
    return [(position, name) for position, name, _ in parser.errors]


def test_the_full_site_shows_what_these_tests_look_for(crawled_full, db):
    shown = {selector for page in crawled_full.values() for selector in SHOWN if page.soup.select_one(selector)}
    assert shown == set(SHOWN)


def test_every_page_is_read_without_a_single_error(site):
    for address, page in site.items():
        assert not parse_errors(page.html), address
        assert page.html.lstrip().startswith("<!doctype html>"), address


def test_every_page_is_in_french(site):
    assert {page.soup.html["lang"] for page in site.values()} == {"fr"}


def test_every_page_has_a_title_of_its_own(pages):
    titles = Counter(page.soup.title.get_text(strip=True) for page in pages.values() if "?" not in page.address)
    assert not [title for title, number in titles.items() if number > 1]
    assert not [title for title in titles if "Cités Unies France" not in title or len(title) < 20]


def test_every_page_has_one_h1_and_its_headings_skip_no_level(site):
    for address, page in site.items():
        levels = [int(heading.name[1]) for heading in page.soup.find_all(re.compile("^h[1-6]$"))]
        assert levels.count(1) == 1, address
        main = [int(heading.name[1]) for heading in page.soup.main.find_all(re.compile("^h[1-6]$"))]
        assert main[0] == 1, address
        assert all(level <= before + 1 for before, level in pairwise(main)), (address, main)
        assert all(heading.get_text(strip=True) for heading in page.soup.find_all(re.compile("^h[1-6]$"))), address


def test_no_page_shows_its_markup(site):
    for address, page in site.items():
        assert not re.search(r"</?(p|b|i|a|h\d|ul|ol|li|embed)\b", page.soup.main.get_text()), address


def test_every_identifier_is_given_once(site):
    for address, page in site.items():
        given = Counter(element["id"] for element in page.soup.select("[id]"))
        assert not [name for name, number in given.items() if number > 1 or not name or " " in name], address


def test_what_an_element_names_is_on_the_page(site):
    for address, page in site.items():
        given = {element["id"] for element in page.soup.select("[id]")}
        for attribute in REFERENCES:
            named = [name for element in page.soup.select(f"[{attribute}]") for name in words(element[attribute])]
            assert set(named) <= given, (address, attribute, set(named) - given)


def words(value):
    return value if isinstance(value, list) else value.split()


def name_of(element, page):
    """Return what a screen reader calls an element: its label, those it refers to, or its words."""
    labels = [page.soup.find(id=key).get_text() for key in words(element.get("aria-labelledby", ""))]
    pictures = [image.get("alt", "") for image in element.select("img")]
    visible = [text for text in element.find_all(string=True) if not text.find_parent(attrs={"aria-hidden": "true"})]
    return (element.get("aria-label") or "".join([*labels, *pictures, *visible])).strip()


def test_every_link_and_every_button_says_what_it_does(site):
    for address, page in site.items():
        for element in page.soup.select("a[href], button, summary"):
            assert name_of(element, page), (address, str(element))


def test_the_visible_words_of_a_control_are_in_its_name(site):
    for address, page in site.items():
        for element in page.soup.select("a[aria-label], button[aria-label]"):
            visible = " ".join(element.get_text(" ").split())
            assert visible.lower() in element["aria-label"].lower(), (address, str(element))


def test_nothing_interactive_lies_within_a_link_or_a_button(site):
    for address, page in site.items():
        assert not [str(e) for e in page.soup.select("a[href], button") if e.find(INTERACTIVE)], address


def test_every_field_has_a_label_and_every_group_a_legend(site):
    for address, page in site.items():
        for field in page.soup.select(FIELDS):
            labels = page.soup.find_all("label", attrs={"for": field.get("id")})
            assert any(label.get_text(strip=True) for label in labels), (address, str(field))
        assert all(group.legend and group.legend.get_text(strip=True) for group in page.soup.find_all("fieldset"))


def test_a_field_that_is_refused_says_why_to_those_who_do_not_see_it(pages):
    for address in (
        "/recherche/?q=",
        "/agenda/?annee=1",
        "/s-engager/financements/?collectivite=x&thematique=x&etat=x",
    ):
        refused = pages[address].soup.select("main [aria-invalid=true]")
        assert refused, address
        for field in refused:
            reasons = [
                pages[address].soup.find(id=key).get_text(strip=True) for key in field["aria-describedby"].split()
            ]
            assert all(reasons), address


def test_every_picture_has_an_alternative_and_keeps_its_place(site):
    for address, page in site.items():
        for image in page.soup.select("img"):
            assert {"alt", "width", "height"} <= image.attrs.keys(), (address, str(image))
        for drawing in page.soup.select("svg"):
            assert drawing.get("aria-hidden") == "true" or drawing.get("aria-label"), (address, str(drawing)[:200])


def test_a_picture_offers_each_of_its_widths_once(site):
    for address, page in site.items():
        for element in page.soup.select("[srcset]"):
            widths = re.findall(r" (\d+)w", element["srcset"])
            assert len(widths) == len(set(widths)), (address, str(element))
            assert element.has_attr("sizes") == bool(widths), (address, str(element))


def test_a_heading_stays_a_heading(site):
    assert not [address for address, page in site.items() if page.soup.select(":is(h1, h2, h3, h4)[role]")]


def test_every_page_has_its_landmarks_and_tells_those_of_a_kind_apart(site):
    for address, page in site.items():
        soup = page.soup
        assert len(soup.find_all("main")) == 1, address
        assert len([h for h in soup.find_all("header") if not h.find_parent(["article", "section", "main"])]) == 1
        assert len([f for f in soup.find_all("footer") if not f.find_parent(["article", "section", "main"])]) == 1
        for landmark in ("nav", "aside", "[role=search]", "[role=region]"):
            names = [label_of(element, soup) for element in soup.select(landmark)]
            assert all(names), (address, landmark, names)
            assert len(set(names)) == len(names), (address, landmark, names)
        assert soup.select_one("nav a[href='#contenu']"), address
        assert soup.find(id="contenu") == soup.main, address


def label_of(element, soup):
    labelled = [soup.find(id=key).get_text(strip=True) for key in words(element.get("aria-labelledby", ""))]
    return element.get("aria-label") or " ".join(labelled)


def test_every_section_that_has_a_name_takes_it_from_one_of_its_headings(site):
    for address, page in site.items():
        for section in page.soup.select("section"):
            assert section.get("aria-label") or section.find(id=words(section.get("aria-labelledby", "-"))[0]), address


def test_every_table_has_a_caption_and_headings_with_a_scope(site):
    for address, page in site.items():
        for table in page.soup.find_all("table"):
            assert table.caption.get_text(strip=True), address
            assert table.find_all("th"), address
            assert all(heading["scope"] in ("col", "row") for heading in table.find_all("th")), address


def test_every_list_holds_items_and_every_item_is_in_a_list(site):
    for address, page in site.items():
        for group in page.soup.select("ul, ol"):
            assert group.find_all("li", recursive=False), (address, str(group)[:200])
            assert {child.name for child in group.find_all(True, recursive=False)} <= {"li", "template"}, address
        assert all(item.parent.name in ("ul", "ol") for item in page.soup.select("li")), address
        for group in page.soup.select("dl"):
            assert len(group.find_all("dt")) == len(group.find_all("dd")), address


def test_the_page_that_one_is_on_is_marked_in_the_menu_and_in_the_breadcrumb(pages):
    soup = pages["/s-engager/chiffres/"].soup
    assert [a.get_text(strip=True) for a in soup.select("header nav [aria-current]")] == ["Dix chiffres"]
    assert soup.select_one("nav.breadcrumb [aria-current=page]").get_text(strip=True) == "Dix chiffres"
    parent = pages["/s-engager/questions/"].soup.select_one("header nav [aria-current=true]")
    assert parent.get_text(strip=True) == "Pourquoi agir"


def test_no_markup_is_there_for_its_look_alone(site):
    for address, page in site.items():
        assert not page.soup.select(LOOKS), (address, page.soup.select(LOOKS))
        assert not page.soup.select("[tabindex]:not([tabindex='0']):not([tabindex='-1'])"), address
        assert not page.soup.select("[accesskey], meta[http-equiv=refresh], [target]"), address


def test_no_date_is_told_to_machines_otherwise_than_to_readers(site):
    for address, page in site.items():
        for day in page.soup.select("time"):
            year, _, number = day["datetime"].split("-")
            assert {year, str(int(number))} <= set(re.findall(r"\d+", day.get_text())), address


def test_what_the_standard_forbids_and_a_parser_lets_through_is_on_no_page(site):
    """Found by the validator of the W3C (vnu), which needs java: kept out by what a test can see."""
    headings = ", ".join(f"h{level} [role]" for level in range(1, 7))
    wrong = f"{headings}, img:not([src]), input[placeholder]:is([type=date], [type=checkbox], [type=radio])"
    for address, page in site.items():
        assert not page.soup.select(wrong), (address, page.soup.select(wrong))
        for caption in page.soup.select("figure > figcaption"):
            beside = [bool(caption.find_previous_sibling()), bool(caption.find_next_sibling())]
            assert not all(beside), (address, str(caption.parent))


def test_the_page_of_a_failure_is_valid_too():
    for name in ("400.html", "403_csrf.html", "413.html", "500.html", "503.html"):
        html = render_to_string(name)
        soup = BeautifulSoup(html, "html.parser")
        assert not parse_errors(html)
        assert len(soup.find_all("h1")) == 1
        assert soup.html["lang"] == "fr"
