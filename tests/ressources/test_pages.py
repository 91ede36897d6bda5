"""What visitors, feed readers and search engines read of each kind of resource."""

import json
from datetime import date

import feedparser
import pytest
from bs4 import BeautifulSoup

from portal.initial_content import page_at
from portal.models.assets import Rights
from ressources.models import ResourcePage
from tests.factories import EventPageFactory, NewsPageFactory, ResourcePageFactory
from tests.samples import document, film, sound

EXAMPLES = {"texte": "exemple-texte", "photo": "exemple-photo", "son": "exemple-son", "video": "exemple-video"}


def soup(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html5lib")


def data(page):
    return json.loads(page.select_one("script[type='application/ld+json']").string)


def test_the_site_opens_with_one_example_of_each_kind_that_says_so_and_the_brochure_of_the_client(content, client):
    page = soup(client, "/ressources/")
    assert len(page.select(".resource-card")) == 5
    assert len(page.select(".resource-card .tag--example")) == 4
    for slug in EXAMPLES.values():
        assert soup(client, f"/ressources/{slug}/").select_one("main .tag--example").get_text() == "exemple"
    brochure = soup(client, "/ressources/plaquette-plaidoyer-aict/")
    assert not brochure.select("main .tag--example")
    assert brochure.select_one(".resource-file a")["href"] == "/s-engager/plaquette/plaidoyer-aict.pdf"


def test_each_kind_is_told_to_search_engines_in_their_terms(content, client):
    found = {kind: data(soup(client, f"/ressources/{slug}/")) for kind, slug in EXAMPLES.items()}

    assert found["texte"]["@type"] == "DigitalDocument"
    assert found["texte"]["hasPart"][0]["encodingFormat"] == "application/pdf"
    assert [one["@type"] for one in found["photo"]["image"]] == ["ImageObject", "ImageObject"]
    assert found["son"]["@type"] == "AudioObject"
    assert found["son"]["duration"] == "PT6S"
    assert found["video"]["@type"] == "VideoObject"
    assert found["video"]["duration"] == "PT9S"
    assert "note grave" in found["video"]["transcript"]
    assert found["video"]["contentUrl"].startswith("http://testserver/enregistrements/")
    assert {one["license"] for one in found.values()} == {"https://www.etalab.gouv.fr/licence-ouverte-open-licence/"}


def test_a_film_has_its_captions_its_chapters_its_formats_and_lines_that_lead_to_their_second(content, client):
    page = soup(client, "/ressources/exemple-video/")
    video = page.select_one("video")

    assert [source["type"] for source in video.select("source")] == ["video/mp4", "video/webm"]
    assert {track["kind"] for track in video.select("track")} == {"captions", "chapters"}
    assert video.has_attr("controls")
    assert not video.has_attr("autoplay")
    lines = page.select("[data-lines] [data-start]")
    assert [line["data-start"] for line in lines] == ["1", "2.5", "6", "7.5"]
    assert lines[1]["href"].endswith("#t=2.5")
    assert page.select_one("nav[aria-label=Chapitres]").select("[data-start]")[2]["data-start"] == "6"
    names = [link.get_text() for link in page.select(".resource-files a")]
    assert names == ["Vidéo en MP4", "Vidéo en WebM", "Sous-titres", "Chapitres"]


def test_an_album_works_without_a_script_and_offers_three_sizes(content, client):
    page = soup(client, "/ressources/exemple-photo/")
    photo = page.select_one(".photo")

    assert photo.select_one("[data-photo]")["href"].startswith("/photos/")
    assert photo.select_one("img")["alt"].startswith("Un point orange")
    assert [link.contents[1] for link in photo.select(".photo__sizes a")] == ["petite", "moyenne", "grande"]
    assert page.select_one("dialog form[method=dialog] button").get_text() == "Fermer"


def test_a_file_tells_its_type_its_size_its_pages_and_whether_readers_can_use_it(centre, client):
    found = document(title="Guide", language="en")
    type(found).objects.filter(pk=found.pk).update(is_tagged=False, pages=12)
    page = ResourcePageFactory(parent=centre, files=[("document", {"document": found, "label": "Le guide"})])

    text = soup(client, page.url).select_one(".resource-file").get_text(" ", strip=True).replace("\xa0", " ")
    assert text.startswith("Le guide PDF, 24 ko, en anglais, 12 pages")
    assert "n’est pas balisé" in text


def test_rights_are_said_in_plain_words_for_each_licence(centre, client):
    page = ResourcePageFactory(parent=centre, rights="cc-by-sa")
    assert "se partage de la même façon" in soup(client, page.url).select_one(".reuse").get_text()
    assert all(rights.in_plain_words for rights in Rights)


def test_a_resource_leads_to_what_editors_tied_to_it_if_visitors_may_read_it(content, client):
    centre, agenda, news = (page_at(path) for path in ("/ressources/", "/agenda/", "/actualites/"))
    event = EventPageFactory(parent=agenda, title="Le colloque")
    item, hidden = NewsPageFactory(parent=news, title="L’annonce"), NewsPageFactory(parent=news, live=False)
    other = ResourcePageFactory(parent=centre, title="L’autre")
    tied = [("news", item), ("news", hidden), ("resource", other)]
    page = ResourcePageFactory(parent=centre, related_event=event, related_pages=tied)

    links = [link.get_text() for link in soup(client, page.url).select(".links a")]
    assert links == ["Le colloque", "L’annonce", "L’autre"]


def test_the_feed_gives_the_new_resources_the_latest_first_with_what_there_is_to_hear(centre, client):
    ResourcePageFactory(parent=centre, title="Ancienne", first_published_at="2020-01-01T00:00:00Z")
    media = sound()
    new = ResourcePageFactory(
        parent=centre, title="Un entretien", kind="son", recording=media, dated_on=date(2020, 5, 1), authors="Une radio"
    )
    ResourcePage.objects.filter(pk=new.pk).update(first_published_at="2026-01-01T00:00:00Z")
    ResourcePageFactory(parent=centre, title="Brouillon", live=False)

    response = client.get("/ressources/rss.xml")
    feed = feedparser.parse(response.content)
    assert not feed.bozo
    assert [entry.title.replace("\xa0", " ") for entry in feed.entries] == ["Son : Un entretien", "Texte : Ancienne"]
    assert feed.entries[0].enclosures[0].type == "audio/mpeg"
    assert int(feed.entries[0].enclosures[0].length) == media.file.size
    assert client.get("/ressources/rss.xml", headers={"if-none-match": response["ETag"]}).status_code == 304
    assert "http://testserver/ressources/rss.xml" in client.get("/ressources/").text


@pytest.mark.parametrize("number", [1, 12])
def test_a_page_of_each_kind_costs_the_same_whatever_it_holds(centre, client, django_assert_max_num_queries, number):
    files = [("document", {"document": document(), "label": ""}) for _ in range(number)]
    page = ResourcePageFactory(parent=centre, files=files, kind="video", recording=film(captions="fil.vtt"))
    client.get(page.url)
    with django_assert_max_num_queries(15):
        assert client.get(page.url).status_code == 200
