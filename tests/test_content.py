"""The client's text against the running site: every sentence meant for a reader is there, word for word."""

import re
from pathlib import Path

import pytest

SOURCE = (Path(__file__).parent / "client_text" / "source.txt").read_text(encoding="utf-8")

# Corrections of language that the client asked for; facts are untouched.
CORRECTIONS = {
    "ELEMENTS DE REPONSE": "ÉLÉMENTS DE RÉPONSE",
    "VOTRE COLLECTIVITE,": "VOTRE COLLECTIVITÉ,",
    "Affaires Etrangères": "Affaires Étrangères",
    "l’Etat": "l’État",
    "L’Etat": "L’État",
    "les Etats": "les États",
    "ne relève t’elle pas": "ne relève-t-elle pas",
    "résonnance": "résonance",
    "l’AICT créé": "l’AICT crée",
    "savoir faire": "savoir-faire",
    "co financements": "cofinancements",
    "rendez vous": "rendez-vous",
    "Des Jumelages": "Des jumelages",
    "aux Jumelages": "aux jumelages",
    "la Solidarité internationale des": "la solidarité internationale des",
    "4800": "4 800",
}
# Notes that the authors left to each other, and holes that wait for an address.
NOTES = [
    "Une page seule pour ces 10 chiffres et du coup, un peu de place pour les étaler...",
    "Voir la correction de cet encadré dans le document écrit que je t’ai rendu (KF j’ai déjà fait ca –ok)",
    "– adresse du site -",
    ".....",
    "image par defaut",
    "___",
]
# Written in capitals over there; the capitals are the stylesheet's affair.
CAPITALS = ["ÉLÉMENTS DE RÉPONSE", "CENTRE DE RESSOURCES"]
# Where the page ends a paragraph within a sentence: a point of the timeline, the address of a partner.
CUTS = [", aux jumelages", ", à l’extension", ", à l’acte 1", " https://", " http://"]
# Days and months, numbers of a list, and the three ways of sharing: each has a test of its own below.
DATA = re.compile(r"\d+|avr|jui|nov|Du \d\d/.*|Facebook twitter Imprimer|https?://.*")

PARTNERS = re.findall(r"^(.+?)\s*:\s*(https?://\S+)$", SOURCE, re.MULTILINE)


def corrected(text):
    for note in NOTES:
        text = text.replace(note, "")
    for wrong, right in CORRECTIONS.items():
        assert wrong in text, wrong
        text = text.replace(wrong, right)
    for cut in CUTS:
        text = text.replace(cut, f"\n{cut}")
    return text


def readable_lines():
    lines = (re.sub(r"^\d+\. ", "", line.strip(" ,\t")) for line in corrected(SOURCE).splitlines())
    return [line for line in lines if line and not DATA.fullmatch(line)]


def words(text):
    """Return the words and numbers of a text with a space around each: punctuation and lines are layout.

    Digits of a number belong together whatever the space between thousands, and signs like % are words.
    """
    text = re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}\b)", "", text)
    found = re.findall(r"\d+,\d+|\w+(?:-\w+)*|[%€]", text)
    return f" {' '.join(found)} "


@pytest.fixture(scope="session")
def site_words(crawled):
    return [words(page.words) for page in crawled.values()]


@pytest.mark.parametrize("line", readable_lines())
def test_every_line_of_the_client_is_on_the_site(site_words, db, line):
    if line.startswith(tuple(CAPITALS)):
        assert any(words(line).casefold() in text.casefold() for text in site_words)
    else:
        assert any(words(line) in text for text in site_words)


def test_the_text_of_the_client_is_whole():
    assert len(readable_lines()) == 85
    assert len(PARTNERS) == 11


@pytest.mark.parametrize("note", [*NOTES[:4], "KF j", "par défaut", "étaler", "encadré", *NOTES[4:]])
def test_a_note_between_authors_is_on_no_page(pages, note):
    assert not [address for address, page in pages.items() if note in page.html]


@pytest.mark.parametrize("wrong", [*sorted(CORRECTIONS.keys() - {"4800", "savoir faire"}), "savoir faire ", "4800 "])
def test_a_corrected_fault_is_on_no_page(pages, wrong):
    assert not [address for address, page in pages.items() if wrong in page.words]


@pytest.mark.parametrize(("name", "url"), PARTNERS, ids=[name for name, _ in PARTNERS])
def test_a_link_of_the_client_leads_where_it_led_under_its_name(pages, name, url):
    links = pages["/s-engager/partenaires/"].soup.select(f'main a[href="{url}"]')
    assert words(name) in [words(link.get_text()) for link in links]


@pytest.mark.parametrize(
    ("address", "title", "when"),
    [
        ("cafe-des-elues-et-elus-2024-04-25", "Le Café des élues et élus", "le 25 avril 2024 de 17h30 à 18h15"),
        ("journee-du-groupe-pays-armenie-2024-06-26", "Journée du groupe-pays Arménie", "le 26 juin 2024"),
        (
            "8e-rencontres-franco-japonaises-2024",
            "8e Rencontres franco-japonaises de la coopération décentralisée",
            "du 18 au 21 novembre 2024",
        ),
    ],
)
def test_an_event_has_its_title_and_its_days_on_its_page_and_in_the_agenda(pages, address, title, when):
    page = words(pages[f"/agenda/{address}/"].words)
    assert words(title) in page
    assert words(when) in page
    assert words(f"{title} {when}") in words(pages["/agenda/"].words)
    assert words(f"{title} {when}") in words(pages["/"].words)


def test_the_days_of_an_event_are_on_its_badge(pages):
    badges = [badge.get_text(" ", strip=True) for badge in pages["/agenda/"].soup.select(".date-badge")]
    assert badges == ["18 nov. 21 nov.", "26 juin", "25 avr."]


def test_the_two_news_that_are_dated_show_their_day_and_the_others_say_that_nobody_knows(pages):
    dates = [words(day.get_text()).strip() for day in pages["/actualites/"].soup.select("main .news-card__date")]
    assert dates == [*["Date de publication non précisée"] * 3, "4 novembre 2020", "2 novembre 2020"]
    shown = {address: page.words for address, page in pages.items() if re.match(r"/actualites/[\w-]*/?$", address)}
    assert "mercredi 4 novembre 2020" in shown["/actualites/nouvelle-presidente-du-groupe-pays-algerie/"]
    assert "lundi 2 novembre 2020" in shown["/actualites/avis-de-pre-qualification-region-des-palmes-haiti/"]
    assert len(shown) == 6


def test_the_case_for_action_shows_its_date_of_publication(pages):
    assert "Publié le 2 novembre 2020" in pages["/s-engager/"].words.splitlines()


@pytest.mark.parametrize("address", ["/s-engager/", "/agenda/journee-du-groupe-pays-armenie-2024-06-26/"])
def test_an_article_may_be_shared_and_printed(pages, address):
    ways = pages[address].soup.select_one("main .share")
    assert "Facebook" in ways.get_text()
    assert ways.select_one('a[href*="x.com/intent"]')
    assert ways.select_one("[data-print]").get_text(strip=True) == "Imprimer"


def test_the_ten_figures_stand_in_the_order_of_the_client(pages):
    values = [value.get_text(strip=True) for value in pages["/s-engager/chiffres/"].soup.select(".key-figure__value")]
    plain = [re.sub(r"\s", "", value) for value in values]
    assert plain == ["10531", "140", "4729", "8150", "0,55%", "17M€", "100M€", "180M€", "70%", "1sur2"]


def test_each_figure_is_dated_and_says_that_its_source_is_not_known(pages):
    text = pages["/s-engager/chiffres/"].words
    assert text.count("État au 2 novembre 2020") == 10
    assert text.count("Source : non précisée") == 10


def test_the_six_questions_stand_in_the_order_of_the_client(pages):
    asked = [words(question.get_text()) for question in pages["/s-engager/questions/"].soup.select("summary h2")]
    assert len(asked) == 6
    assert asked == sorted(asked, key=words(corrected(SOURCE)).index)


def test_the_holes_of_the_text_lead_to_the_page_that_answers(pages):
    faq = pages["/s-engager/questions/"].soup
    assert [a["href"] for a in faq.select("#retour a:not([data-copy]), #odd a:not([data-copy])")] == [
        "/s-engager/agir/",
        "/s-engager/odd/",
    ]


def test_events_that_are_over_are_said_to_be_and_the_home_page_is_not_empty(pages):
    assert "Évènements passés" in pages["/agenda/"].words
    assert "Derniers évènements passés" in pages["/"].words


def test_no_line_of_any_page_begins_with_a_sign_from_its_header_to_its_footer(pages):
    loose = re.compile(r"[\w)»”] [:;?!»%€]|« ")
    found = {
        f"{address} {text.strip()}"
        for address, page in pages.items()
        if page.soup.body
        for text in page.soup.body.find_all(string=loose)
        if text.parent.name not in ("script", "style") and loose.search(text)
    }
    assert found == set()
