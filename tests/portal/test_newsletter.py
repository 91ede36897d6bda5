"""« Lettre d’information »: what is chosen of what is public, as an e-mail that stands by itself."""

import email
import re
from datetime import date, timedelta
from email.policy import default

import pytest
import wagtail_factories
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from portal.newsletter.sections import sections
from tests.editing import sign_in
from tests.factories import AgendaPageFactory, EventPageFactory, NewsIndexPageFactory, NewsPageFactory

pytestmark = [pytest.mark.any_database, pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")]
ADDRESS = "/admin/lettre/"
TODAY = "2026-06-15T12:00:00+02:00"


@pytest.fixture
def cms(client, home):
    return sign_in(client)


@pytest.fixture
def told(home, time_machine):
    """Two items of news and an event that a letter of this day tells, by what is written of them."""
    time_machine.move_to(TODAY, tick=False)
    image = wagtail_factories.ImageFactory(description="Une salle pleine")
    news, agenda = NewsIndexPageFactory(parent=home), AgendaPageFactory(parent=home)
    first = NewsPageFactory(
        parent=news, title="L’appel : « eau »", published_on=date(2026, 6, 1), lead="Un chapô & deux.", image=image
    )
    second = NewsPageFactory(parent=news, title="Un jumelage", published_on=date(2026, 6, 10))
    event = EventPageFactory(parent=agenda, title="Les rencontres", starts_on=date(2026, 7, 1), place="Lyon")
    return first, second, event


def plainly(text):
    """A text without the spaces that typography makes."""
    return text.replace("\xa0", " ").replace("\u202f", " ")


def key(page):
    return f"{'evenement' if 'rencontres' in page.title.lower() else 'actualite'}-{page.pk}"


def send(cms, *pages, query="", **fields):
    """Tick these pages in this order, and send the form."""
    data = {"title": "La lettre de juin : l’eau", "introduction": "Bonjour.\n\nVoici juin."} | fields
    for rank, page in enumerate(pages, 1):
        data |= {f"choix-{key(page)}": "on", f"rang-{key(page)}": rank}
    return cms.post(ADDRESS + query, data)


def letter(cms, *pages, **fields):
    return BeautifulSoup(send(cms, *pages, **fields).context["html"], "html.parser")


def titles(soup):
    return [plainly(title.get_text()) for title in soup.select("h3")]


def test_what_is_public_at_these_days_is_offered(cms, told, home):
    page = NewsPageFactory(parent=told[0].get_parent(), title="Plus vieille", published_on=date(2026, 4, 1))
    NewsPageFactory(parent=told[0].get_parent(), title="Une ébauche", published_on=date(2026, 6, 2), live=False)
    html = cms.get(ADDRESS).text
    assert all(item.title in html for item in (told[0], told[1], told[2]))
    assert "Plus vieille" not in html
    assert "Une ébauche" not in html
    assert "Plus vieille" in cms.get(ADDRESS, {"actualites_du": "01/04/2026"}).text
    assert send(cms, page, query="?actualites_du=01/04/2026").context["html"]


def test_a_letter_tells_what_was_ticked_in_the_order_that_was_asked(cms, told):
    first, second, event = told
    assert titles(letter(cms, first, second, event)) == ["L’appel : « eau »", "Un jumelage", "Les rencontres"]
    assert titles(letter(cms, second, first)) == ["Un jumelage", "L’appel : « eau »"]


def test_the_html_stands_by_itself(cms, told):
    soup = letter(cms, *told)
    assert not soup.select("script, style, link, iframe, form, svg, picture")
    assert not re.search(r"url\(|@import|expression|javascript:", str(soup))
    links = [link["href"] for link in soup.select("a")]
    assert {page.full_url for page in told} <= set(links)
    assert all(address.startswith("http") for address in links)
    assert all(link.get_text(strip=True) for link in soup.select("a"))
    (image,) = soup.select("img")
    assert image["src"].startswith("http://testserver/media/")
    assert image["alt"] == "Une salle pleine"
    assert cms.get(image["src"]).status_code == 200
    assert len(str(soup)) < 100_000


def test_the_html_is_six_hundred_points_wide_and_no_more(cms, told):
    soup = letter(cms, *told)
    inner = soup.select("table")[1]
    assert inner["align"] == "center"
    assert "width: 100%;max-width: 600px" in inner["style"]
    # Outlook reads no greatest width: what stands around is for it alone.
    assert '<!--[if mso]><table role="presentation" width="600" align="center">' in str(soup)
    widths = [int(width) for tag in soup.select("[style]") for width in re.findall(r"width: (\d+)px", tag["style"])]
    assert widths
    assert max(widths) == 600
    assert {table["role"] for table in soup.select("table")} == {"presentation"}
    assert soup.html["lang"] == "fr"
    assert [tag.name for tag in soup.select("h1, h2")] == ["h1", "h2", "h2"]


def test_every_text_says_how_it_looks(cms, told):
    """Programs that know no inheritance from the head of a page still show each text as it is meant."""
    for tag in letter(cms, *told).select("h1, h2, h3, p, a, img"):
        assert tag.get("style"), tag


def test_the_text_holds_every_item_and_every_address(cms, told):
    text = plainly(send(cms, *told).context["text"])
    for page in told:
        assert page.full_url in text.splitlines()
    for words in (
        "La lettre de juin",
        "Bonjour.",
        "Voici juin.",
        "Un chapô & deux.",
        "L’appel",
        "Le 1er juillet 2026",
        "Lyon",
    ):
        assert words in text, words
    assert not re.search(r"<|&amp;|&quot;", text)
    assert all(len(line) <= 72 for line in text.splitlines() if not line.startswith("http"))


@pytest.mark.parametrize(("ending", "kind"), [("html", "text/html"), ("txt", "text/plain"), ("eml", "message/rfc822")])
def test_a_letter_is_downloaded(cms, told, ending, kind):
    answer = send(cms, *told, fichier=ending)
    assert answer.headers["Content-Type"].startswith(kind)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="la-lettre-de-juin-leau.{ending}"'
    assert b"jumelage" in answer.content


def test_the_message_is_a_draft_without_any_address(cms, told):
    message = email.message_from_bytes(send(cms, *told, fichier="eml").content, policy=default)
    assert plainly(message["Subject"]) == "La lettre de juin : l’eau"
    assert (message["X-Unsent"], message["To"], message["From"]) == ("1", None, None)
    plain, html = message.iter_parts()
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert all(page.full_url in part.get_content() for page in told for part in (plain, html))


def test_what_is_typed_is_never_read_as_html(cms, told):
    answer = send(cms, told[0], title="<b>Un</b>", introduction="<script>1</script>", fichier="html")
    assert b"<script>" not in answer.content
    assert b"&lt;b&gt;" in answer.content


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ({"actualites_du": "31/02/2026"}, "Écrivez la date ainsi : 25/04/2027."),
        ({"actualites_du": "x", "evenements_au": "\x00"}, "Écrivez la date ainsi"),
        ({"actualites_du": ""}, "Écrivez la date ainsi"),
        ({"actualites_du": "02/06/2026", "actualites_au": "01/06/2026"}, "Le dernier jour vient avant le premier."),
        ({"evenements_du": "01/01/2020", "evenements_au": "01/01/2026"}, "Un an au plus à la fois."),
        ({"evenements_du": "01/01/0001"}, "Une date entre 2000 et 2100."),
        ({"evenements_du": "31/12/9999", "evenements_au": "31/12/9999"}, "Une date entre 2000 et 2100."),
    ],
)
def test_days_that_make_no_sense_are_told(cms, told, query, error):
    answer = cms.get(ADDRESS, query)
    assert answer.status_code == 200
    assert error in answer.text


def test_a_form_that_is_refused_keeps_what_was_typed(cms, told):
    first, second, _ = told
    answer = send(cms, title="", **{"rang-" + key(first): "2", "rang-" + key(second): "zéro"})
    for words in ("Donnez un objet", "Cochez au moins une actualité", "Un nombre de 1 à 999.", "Voici juin."):
        assert words in answer.text, words
    assert "html" not in answer.context
    ticked = send(cms, first, title="").text
    assert re.search(rf'name="choix-{key(first)}"[^>]*checked', ticked)
    assert "html" not in send(cms, first, introduction="x" * 2001).context


def test_an_item_withdrawn_meanwhile_is_not_told(cms, told):
    first, second, _ = told
    first.unpublish()
    assert titles(letter(cms, first, second)) == ["Un jumelage"]
    assert "Cochez au moins" in send(cms, first).text


def test_each_app_tells_its_own():
    today = timezone.localdate()
    assert [section.slug for section in sections()] == ["actualites", "evenements"]
    assert sections()[0].usual(today) == (today - timedelta(days=30), today)


def test_the_letter_is_for_those_who_write(client, home):
    assert client.get(reverse("letter")).status_code == 302
