"""How often the database is asked: few times for a page, and no more for twelve items than for one."""

from datetime import date, timedelta

import pytest
import wagtail_factories
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.images.blocks import ImageBlock

from aict.models import FaqPage, FigureValue, Partner, PartnersPage, Question
from portal.initial_content import page_at, rich_text
from portal.models import Theme
from portal.page_cache import generation
from tests.factories import (
    EventPageFactory,
    FundingSourceFactory,
    KeyFigureFactory,
    NewsPageFactory,
    ResourcePageFactory,
)

# Wagtail leaves to the garbage collector the files in which it makes pictures.
pytestmark = [pytest.mark.any_database, pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")]

# The generation of the content, and what is the page's own: what all pages show is kept (portal/memo.py).
PER_PAGE = 7
PER_HOME = 5
# The first one that is made after a change reads all of that again.
PER_FIRST_PAGE = 19
PAGES = """
/s-engager/ /s-engager/chiffres/ /s-engager/questions/ /s-engager/histoire/ /s-engager/agir/ /s-engager/odd/
/s-engager/financements/ /s-engager/financements/?collectivite=communes&thematique=energie&etat=ouvert
/s-engager/partenaires/ /s-engager/plaquette/ /agenda/ /agenda/?annee=2024&q=rencontres /actualites/ /ressources/
/ressources/?type=texte&q=plaquette /agenda/journee-du-groupe-pays-armenie-2024-06-26/
/actualites/nouvelle-presidente-du-groupe-pays-algerie/ /ressources/plaquette-plaidoyer-aict/ /recherche/
/recherche/?q=collectivités /contact/ /plan-du-site/ /aide/ /accessibilite/ /mentions-legales/ /donnees-personnelles/
/introuvable/
"""


def queries(client, address):
    """Return what a page asks of the database, once everything that is kept between requests is known."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code in (200, 404)
    return [query["sql"] for query in asked]


def summary(asked):
    """Return what tells the questions apart: the tables and the conditions."""
    return "\n".join(sql.partition(" FROM ")[2][:160] for sql in asked)


@pytest.mark.parametrize("address", PAGES.split())
def test_a_page_asks_few_questions(content, client, address):
    asked = queries(client, address)
    assert len(asked) <= PER_PAGE, summary(asked)


@pytest.mark.parametrize("address", ["/", "/agenda/", "/ressources/", "/recherche/?q=collectivités"])
def test_the_first_page_after_a_change_asks_few_questions_more(content, client, address):
    client.get(address)
    generation.mark()
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert len(asked) <= PER_FIRST_PAGE, summary(query["sql"] for query in asked)


def test_the_home_page_asks_few_questions(content, client):
    asked = queries(client, "/")
    assert len(asked) <= PER_HOME, summary(asked)


def test_an_article_with_a_picture_and_themes_among_others_like_it_asks_few_questions(content, client):
    for number in range(5):
        item = NewsPageFactory(parent=page_at("/actualites/"), image=image(), published_on=date(2026, 1, number + 1))
        item.themes = Theme.objects.all()[:2]
        item.save()
    asked = queries(client, item.url)
    assert len(asked) <= PER_PAGE, summary(asked)


def image():
    return wagtail_factories.ImageFactory()


def add_events(number):
    for _ in range(number):
        EventPageFactory(parent=page_at("/agenda/"), place="Paris", starts_on=timezone.localdate() + timedelta(days=9))
        EventPageFactory(parent=page_at("/agenda/"), place="Paris", starts_on=date(2020, 1, 1))


def add_news(number):
    for _ in range(number):
        NewsPageFactory(parent=page_at("/actualites/"), image=image(), published_on=timezone.localdate(), lead="Avis")


def add_resources(number):
    for _ in range(number):
        ResourcePageFactory(parent=page_at("/ressources/"), dated_on=date(2030, 1, 1), is_example=True)


def add_figures(number):
    for _ in range(number):
        figure = KeyFigureFactory(value=12, related_page=page_at("/aide/"), explanation="<p>Comptées.</p>")
        FigureValue.objects.create(figure=figure, value=9, as_of=date(2019, 1, 1), source_name="Atlas")
        KeyFigureFactory(numerator=figure, denominator=KeyFigureFactory(value=5), compared_with=figure, picture="bars")


def add_questions(number):
    figure = KeyFigureFactory(value=3)
    page = FaqPage.objects.get()
    for _ in range(number):
        answer = f'<p><embed embedtype="key-figure" id="{figure.pk}"/> {rich_text("{page:/aide/|aide}")}</p>'
        Question.objects.create(page=page, question="Combien ?", anchor=f"q{Question.objects.count()}", answer=answer)


def add_partners(number):
    for _ in range(number):
        Partner.objects.create(page=PartnersPage.objects.get(), name="Réseau", url="https://reseau.example/")


def add_funding(number):
    for _ in range(number):
        source = FundingSourceFactory(
            for_communes=True, url="https://fonds.example/", text=rich_text("{page:/aide/|a}")
        )
        source.themes.set(Theme.objects.all())
        source.save()


LISTS = {
    "events": (add_events, ["/agenda/", "/agenda/?q=rencontre", "/", "/recherche/?q=rencontre"]),
    "news": (add_news, ["/actualites/", "/", "/recherche/?q=nouvelle"]),
    "resources": (add_resources, ["/ressources/", "/ressources/?type=texte", "/", "/recherche/?q=ressource"]),
    "figures": (add_figures, ["/s-engager/chiffres/", "/"]),
    "questions": (add_questions, ["/s-engager/questions/", "/"]),
    "partners": (add_partners, ["/s-engager/partenaires/", "/"]),
    "funding": (add_funding, ["/s-engager/financements/", "/s-engager/financements/?collectivite=communes"]),
}


@pytest.mark.parametrize("name", LISTS)
def test_twelve_items_ask_no_more_than_one(content, client, name):
    add, addresses = LISTS[name]
    add(1)
    one = {address: queries(client, address) for address in addresses}
    add(11)
    for address in addresses:
        twelve = queries(client, address)
        assert len(twelve) <= len(one[address]), summary(twelve)


def add_blocks(body, number, name, value):
    body.extend((name, value()) for _ in range(number))


def captioned():
    return {"image": ImageBlock().normalize(image()), "caption": "Vue"}


def document():
    return {"document": wagtail_factories.DocumentFactory(), "label": ""}


def link():
    news = NewsPageFactory(parent=page_at("/actualites/"))
    return {"links": [{"page": news, "url": "", "title": "", "text": ""}]}


def figure():
    return {"figure": KeyFigureFactory(value=8)}


BLOCKS = {"image": captioned, "document": document, "links": link, "figure": figure}


@pytest.mark.parametrize("name", BLOCKS)
def test_twelve_blocks_ask_no_more_than_one(content, client, name):
    page = page_at("/aide/").specific
    page.body = []
    asked = []
    for number in (1, 11):
        add_blocks(page.body, number, name, BLOCKS[name])
        page.save()
        asked.append(queries(client, "/aide/"))
    assert len(asked[0]) == len(asked[1]), summary(asked[1])


def test_a_gallery_of_twelve_asks_no_more_than_one_of_two(content, client):
    page = page_at("/aide/").specific
    asked = []
    for number in (2, 12):
        page.body = [("gallery", {"images": [captioned() for _ in range(number)]})]
        page.save()
        asked.append(queries(client, "/aide/"))
    assert len(asked[0]) == len(asked[1]), summary(asked[1])


def test_a_text_with_twelve_links_asks_no_more_than_one_with_one(content, client):
    page = page_at("/aide/").specific
    asked = []
    for number in (1, 12):
        news = [NewsPageFactory(parent=page_at("/actualites/")) for _ in range(number)]
        links = [f'<a linktype="page" id="{item.pk}">{item.title}</a>' for item in news]
        page.body = [("text", f"<p>{' '.join(links)}</p>")]
        page.save()
        asked.append(queries(client, "/aide/"))
    assert len(asked[0]) == len(asked[1]), summary(asked[1])
