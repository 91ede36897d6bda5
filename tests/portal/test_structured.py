"""What each page says of itself to search engines and social networks."""

import json

import pytest

from portal.initial_content import page_at, rich_text
from tests.factories import EventPageFactory, NewsPageFactory, ResourcePageFactory, StandardPageFactory

pytestmark = pytest.mark.any_database

HOST = "http://testserver"


def described(page):
    """Return what JSON-LD says on a page, by type."""
    blocks = [json.loads(tag.string) for tag in page.soup.select("script[type='application/ld+json']")]
    return {one["@type"]: one for block in blocks for one in block.get("@graph", [block])}


def test_the_home_page_tells_who_publishes_the_site_and_how_to_search_it(pages):
    found = described(pages["/"])
    assert found["Organization"]["name"] == "Cités Unies France"
    assert found["WebSite"]["potentialAction"]["target"]["urlTemplate"] == f"{HOST}/recherche/?q={{search_term_string}}"
    assert "BreadcrumbList" not in found


def test_every_page_below_home_tells_the_way_to_it(pages):
    for address, page in pages.items():
        if page.status == 200 and address != "/" and not address.startswith(("/recherche/", "/_util/")):
            steps = described(page)["BreadcrumbList"]["itemListElement"]
            assert [step["position"] for step in steps] == list(range(1, len(steps) + 1)), address
            assert (steps[0]["name"], steps[0]["item"]) == ("Accueil", f"{HOST}/")
            assert steps[-1]["item"] == HOST + address.partition("?")[0]
            shown = [item.get_text(strip=True) for item in page.soup.select(".breadcrumb li")]
            assert len(shown) == len(steps), address


def test_the_questions_and_the_figures_are_described(pages):
    questions = described(pages["/s-engager/questions/"])["FAQPage"]["mainEntity"]
    assert len(questions) == len(pages["/s-engager/questions/"].soup.select(".faq > details"))
    answers = [question["acceptedAnswer"]["text"] for question in questions]
    assert all(answers)
    assert f'href="{HOST}/s-engager/odd/"' in answers[-1]
    assert 'href="/' not in "".join(answers)
    dataset = described(pages["/s-engager/chiffres/"])["Dataset"]
    assert [file["contentUrl"] for file in dataset["distribution"]] == [
        f"{HOST}/s-engager/chiffres.csv",
        f"{HOST}/s-engager/chiffres.json",
    ]
    assert "license" not in dataset


def test_every_page_has_a_description_and_a_card(pages):
    for address, page in pages.items():
        if page.status == 200 and not address.startswith("/recherche/"):
            assert page.soup.select_one("meta[name=description]"), address
            assert page.soup.select_one("meta[name=description]")["content"], address
            assert page.soup.select_one("meta[property='og:image']")["content"].startswith(HOST), address
            assert page.soup.select_one("meta[name='twitter:card']")["content"] == "summary_large_image"


def test_a_page_without_a_lead_is_described_by_its_first_words(content):
    body = [("text", rich_text("<h2>Titre</h2><p>L’eau &amp; l’air, " + "mot " * 60 + "</p>"))]
    page = StandardPageFactory(parent=page_at("/"), lead="", body=body)
    assert page.description.startswith("Titre L’eau & l’air, mot")
    assert len(page.description) <= 160
    event = EventPageFactory(parent=page_at("/agenda/"), lead="", body=[])
    assert event.description[:1].isupper()
    page.search_description = "Dit par la rédaction"
    assert page.description == "Dit par la rédaction"


def test_each_page_of_a_long_list_has_its_address_and_a_narrowed_list_is_not_kept(content, client):
    for _ in range(14):
        ResourcePageFactory(parent=page_at("/ressources/"))
    second = client.get("/ressources/?page=2").content.decode()
    assert f'<link rel="canonical" href="{HOST}/ressources/?page=2">' in second
    assert ", page 2 – Cités Unies France</title>" in second
    assert "noindex" not in second
    assert f'href="{HOST}/ressources/"' in client.get("/ressources/?utm_source=x").content.decode()
    for address in ("/ressources/?q=eau", "/agenda/?q=eau"):
        assert '<meta name="robots" content="noindex">' in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("factory", "parent"),
    [(NewsPageFactory, "/actualites/"), (EventPageFactory, "/agenda/"), (ResourcePageFactory, "/ressources/")],
)
def test_every_item_can_be_passed_on_with_and_without_a_script(content, client, factory, parent):
    item = factory(parent=page_at(parent))
    html = client.get(item.url).content.decode()
    assert html.count('class="share stack') == 1
    assert f'data-copy="{HOST}{item.url}" hidden' in html
    assert f'<noscript><a href="{HOST}{item.url}">' in html
    assert "mailto:?subject=" in html
