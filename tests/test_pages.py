"""One fact has one home, and what has gone or aged never breaks a page."""

import json
from datetime import date
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
import wagtail_factories
from bs4 import BeautifulSoup
from django.core.files.storage import default_storage

from aict.models import FigureValue, KeyFigure
from aict.quantities import ratio
from portal.initial_content import page_at
from portal.models import PortalImage, StandardPage
from tests.factories import NewsPageFactory, StandardPageFactory

# Wagtail leaves to the garbage collector the files in which it makes pictures.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")


def words(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.text.replace("\xa0", " ").replace("\u202f", " ")


def give_body(page, raw):
    """Write in the database what an older version of the site may have left there."""
    type(page).objects.filter(pk=page.pk).update(body=json.dumps(raw))
    return page.url


def test_a_corrected_figure_is_corrected_wherever_it_stands(content, client):
    figure = KeyFigure.objects.get(slug="partenariats")
    shown_on = [a for a in ("/", "/s-engager/", "/s-engager/chiffres/") if "10 531" in words(client, a)]
    assert {"/", "/s-engager/chiffres/"} <= set(shown_on)

    FigureValue.objects.create(figure=figure, value=Decimal(10999), as_of=date(2026, 1, 1))

    for address in shown_on:
        assert "10 999" in words(client, address)
    assert "10 531" not in words(client, "/")
    assert "10 531" in words(client, "/s-engager/chiffres/"), "The past value stays in the table."


def test_the_leverage_of_the_answers_is_the_quotient_of_figures_seven_and_eight(content, client):
    lever, seventh, eighth = (
        KeyFigure.objects.get(slug=slug) for slug in ("effet-de-levier", "apd-des-collectivites", "subventions")
    )
    assert (lever.numerator, lever.denominator) == (eighth, seventh)
    assert ratio(eighth.latest, seventh.latest, 1) == Decimal("1.8")
    assert "1,8 euros pour 1 euro" in words(client, "/s-engager/questions/")

    FigureValue.objects.create(figure=eighth, value=Decimal(250), unit=eighth.latest.unit, as_of=date(2026, 1, 1))

    page = words(client, "/s-engager/questions/")
    assert "2,5 euros pour 1 euro" in page
    assert "1,8 euros" not in page


def home_section(client, title):
    """Return the words of the part of the home page that lies under a title."""
    soup = BeautifulSoup(client.get("/").content, "html.parser")
    part = next(part for part in soup.select("main section") if part.h2.get_text(strip=True).startswith(title))
    return " ".join(part.get_text(" ", strip=True).split())


def test_each_answer_of_the_home_page_says_when_it_was_true_and_who_says_so(content, client):
    answers = home_section(client, "Dix minutes")
    assert answers.count("État au 2 novembre 2020") == 3
    assert answers.count("Source : non précisée") == 2
    assert "Calcul : 180 M€ ÷ 100 M€ = 1,8" in answers

    opinion = KeyFigure.objects.get(slug="opinion")
    FigureValue.objects.create(figure=opinion, value=72, unit="%", as_of=date(2026, 1, 1), source_name="Sondage")

    answers = home_section(client, "Dix minutes")
    assert answers.count("État au 2 novembre 2020") == 2
    assert "État au 1 er janvier 2026. Source : Sondage" in answers


def test_the_wall_of_figures_says_one_date_only_when_it_is_that_of_all(content, client):
    assert home_section(client, "L’action internationale en dix").count("État au") == 1

    last = KeyFigure.objects.get(slug="jeunes")
    FigureValue.objects.create(figure=last, value=3, unit="1/n", as_of=date(2026, 1, 1))

    wall = home_section(client, "L’action internationale en dix")
    assert wall.count("État au 2 novembre 2020") == 9
    assert wall.count("État au 1 er janvier 2026") == 1


def test_a_computed_figure_is_no_fresher_than_the_older_of_its_terms(content, client):
    subsidies = KeyFigure.objects.get(slug="subventions")
    FigureValue.objects.create(figure=subsidies, value=250, unit="M€", as_of=date(2026, 1, 1))
    assert "État au 2 novembre 2020. Calcul : 250 M€ ÷ 100 M€ = 2,5" in home_section(client, "Dix minutes")


@pytest.mark.parametrize(
    "raw",
    [
        [{"type": "heading", "value": "un titre qui était un simple texte"}],
        [{"type": "quote", "value": {"texte": "un champ qui a changé de nom"}}],
        [{"type": "carousel", "value": {"slides": [1, 2]}}, {"type": "text", "value": "<p>Le reste demeure.</p>"}],
        [{"type": "image", "value": None}, {"type": "text", "value": "<p>Le reste demeure.</p>"}],
        [{"type": "image", "value": 1}],
        [{"type": "gallery", "value": {"images": None}}],
        [{"type": "gallery", "value": [1, 2]}],
        [{"type": "links", "value": {"links": [{"page": 999999}]}}],
        [{"type": "figure", "value": {"figure": 999999}}],
        [{"type": "figure", "value": 999999}],
        [{"type": "document", "value": {"document": 999999, "label": "Guide"}}],
        [{"type": "accordion", "value": {}}],
        [{"type": "table", "value": {}}],
        [{"type": "embed", "value": {"url": "pas une adresse"}}],
        [{"type": "sound", "value": {"media": 999999}}],
        [{"type": "film", "value": {}}],
        [{"type": "text", "value": None}],
        [{"value": "sans type"}],
        [{}],
        [None],
        {},
        "un texte",
    ],
    ids=repr,
)
def test_the_content_of_an_older_version_never_breaks_a_page(home, client, raw):
    page = StandardPageFactory(parent=home, title="Ancienne page")

    shown = words(client, give_body(page, raw))

    assert "Ancienne page" in shown
    if "Le reste demeure." in repr(raw):
        assert "Le reste demeure." in shown


@pytest.fixture
def illustrated(home):
    """A page that shows an image in each way."""
    image = wagtail_factories.ImageFactory(title="Un port", description="Un port")
    picture = {"image": {"image": image, "decorative": False, "alt_text": "Un port"}, "caption": "Le quai"}
    body = [("image", picture), ("gallery", {"images": [picture, picture]}), ("text", "<p>Après l’image.</p>")]
    return StandardPageFactory(parent=home, body=body), image


def test_a_deleted_image_leaves_a_page_that_still_renders(illustrated, client):
    page, image = illustrated
    assert "<img" in words(client, page.url)
    image.delete()

    shown = words(client, page.url)
    assert "Après l’image." in shown
    assert "<img" not in shown


def test_an_image_whose_file_is_gone_leaves_a_page_that_still_renders(illustrated, client):
    page, image = illustrated
    default_storage.delete(image.file.name)
    assert "Après l’image." in words(client, page.url)


def test_the_picture_of_an_item_may_be_deleted(content, client):
    image = wagtail_factories.ImageFactory(title="Une salle")
    item = NewsPageFactory(parent=page_at("/actualites/"), image=image, published_on=date(2026, 6, 1))
    assert words(client, item.url).count("<img") >= 1
    PortalImage.objects.get(pk=image.pk).delete()

    for address in ("/", "/actualites/", item.url):
        assert item.title in words(client, address)


def test_a_page_without_anything_but_its_title_is_whole(home, client):
    page = StandardPageFactory(parent=home, title="Rien que le titre")
    assert StandardPage.objects.get(pk=page.pk).summary == ""
    assert "<h1" in words(client, page.url)


def test_each_figure_is_quoted_with_its_date_its_source_and_its_address_and_passed_on(content, client):
    soup = BeautifulSoup(client.get("/s-engager/chiffres/").content, "html.parser")
    address = "http://testserver/s-engager/chiffres/#opinion"
    quoted = soup.select_one("#opinion [data-copy-text]")["data-copy-text"].replace("\xa0", " ")
    assert quoted.startswith("70 % des Français pensent")
    assert quoted.endswith(
        "dans l’aide au développement. Cités Unies France, « L’Action Internationale des Collectivités Territoriales "
        f"– AICT en 10 chiffres », état au 2 novembre 2020, source : non précisée, {address}"
    )
    links = soup.select("#opinion .key-figure__share a")
    ways = {link.get_text(): parse_qs(urlsplit(link["href"]).query) for link in links}
    assert ways["Facebook"]["u"] == ways["X"]["url"] == [address]
    assert ways["X"]["text"][0].startswith("70")
    assert address in ways["courriel"]["body"][0]
    assert len(soup.select(".key-figure__share")) == 10
