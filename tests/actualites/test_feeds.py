import gc
import json
from datetime import date
from io import BytesIO

import feedparser
import pytest
from django.core.files.base import ContentFile
from PIL import Image

from portal.models import CountryGroup, PortalDocument, PortalImage, Theme
from tests.factories import NewsPageFactory, StandardPageFactory

# Wagtail leaves open the file that it writes a picture of another size to.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")
HOST = "http://testserver"
XML = ["rss.xml", "atom.xml"]
FILES = [*XML, "feed.json"]


@pytest.fixture(autouse=True)
def _close_pictures():
    yield
    gc.collect()


def picture():
    data = BytesIO()
    Image.new("RGB", (900, 600)).save(data, "JPEG")
    return PortalImage.objects.create(title="photo", file=ContentFile(data.getvalue(), "photo.jpg"))


def document():
    return PortalDocument.objects.create(
        title="Cahier des charges", file=ContentFile(b"%PDF-1.4", "cahier.pdf"), file_size=8
    )


@pytest.fixture
def item(index):
    """An item with everything that a feed may carry."""
    target = StandardPageFactory(parent=index.get_parent(), slug="aide")
    link = f'<p>Voir <a linktype="page" id="{target.pk}">l\'aide</a> &amp; <b>tout</b>.\x0b</p>'
    page = NewsPageFactory(
        parent=index,
        title="Un appel & un \x02signe",
        lead="Deux phrases.",
        published_on=date(2020, 11, 2),
        author="Jeanne Martin",
        image=picture(),
        body=[("text", link), ("image", {"image": picture(), "caption": "À Paris"})],
        documents=[("document", {"document": document(), "label": ""})],
    )
    page.themes = [Theme.objects.create(name="Eau", slug="eau")]
    page.save_revision().publish()
    return page


def entries(client, path):
    feed = feedparser.parse(client.get(path).content)
    assert not feed.bozo
    return feed.entries


@pytest.mark.parametrize("name", XML)
def test_an_independent_reader_finds_the_whole_item(item, client, name):
    [entry] = entries(client, f"/actualites/{name}")

    assert entry.title == "Un appel & un signe"
    assert entry.link == f"{HOST}{item.url}"
    assert entry.id == item.translation_key.urn
    assert entry.published_parsed[:3] == (2020, 11, 1)  # Midnight in Paris, told in universal time.
    assert [tag.term for tag in entry.tags] == ["Eau"]
    assert entry.content[0].type == "text/html"
    assert f'href="{HOST}/aide/"' in entry.content[0].value
    assert "À Paris" in entry.content[0].value
    assert 'src="/' not in entry.content[0].value
    assert entry.enclosures[0].href.endswith(".pdf")
    assert entry.enclosures[0].href.startswith(HOST)
    assert entry.enclosures[0].length == "8"
    assert entry.enclosures[0].type == "application/pdf"


def test_the_json_feed_says_the_same(item, client):
    response = client.get("/actualites/feed.json")
    feed = json.loads(response.content)

    assert response["Content-Type"].startswith("application/feed+json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{HOST}/actualites/feed.json"
    [entry] = feed["items"]
    assert entry["id"] == item.translation_key.urn
    assert entry["date_published"] == "2020-11-02T00:00:00+01:00"
    assert f'href="{HOST}/aide/"' in entry["content_html"]
    assert entry["attachments"][0]["mime_type"] == "application/pdf"
    assert entry["authors"] == [{"name": "Jeanne Martin"}]


def test_a_date_that_nobody_knows_is_in_no_feed(index, client):
    NewsPageFactory(parent=index).save_revision().publish()

    assert "published" not in entries(client, "/actualites/rss.xml")[0]
    assert "published" not in entries(client, "/actualites/atom.xml")[0]
    assert "date_published" not in json.loads(client.get("/actualites/feed.json").content)["items"][0]


def test_an_item_that_was_imported_unsigned_has_all_that_atom_asks_for(index, client):
    NewsPageFactory(parent=index, last_published_at=None, published_on=None, ranked_on=date(2006, 5, 4))

    [entry] = entries(client, "/actualites/atom.xml")
    assert entry.author == "Cités Unies France"
    assert entry.updated == "2006-05-04T00:00:00+02:00"
    assert "published" not in entry


def test_a_reader_that_is_given_the_address_of_the_site_finds_the_feeds(content, client):
    page = client.get("/").content.decode()
    for name in FILES:
        assert f'href="{HOST}/actualites/{name}"' in page


@pytest.mark.parametrize("name", FILES)
def test_a_reader_that_has_the_feed_already_is_told_so(item, client, name):
    etag = client.get(f"/actualites/{name}")["ETag"]
    assert client.get(f"/actualites/{name}", headers={"If-None-Match": etag}).status_code == 304

    item.title = "Un autre titre"
    item.save_revision().publish()
    assert client.get(f"/actualites/{name}", headers={"If-None-Match": etag}).status_code == 200


def test_an_item_keeps_its_identity_when_its_address_changes(item, client):
    before = entries(client, "/actualites/rss.xml")[0]
    item.slug = "ailleurs"
    item.save_revision().publish()
    after = entries(client, "/actualites/rss.xml")[0]

    assert (after.id, after.link) == (before.id, f"{HOST}/actualites/ailleurs/")


@pytest.mark.parametrize("name", XML)
def test_a_theme_and_a_country_group_have_feeds_of_their_own(item, client, name):
    haiti = CountryGroup.objects.create(name="Haïti", slug="haiti")
    other = NewsPageFactory(parent=item.get_parent())
    other.country_groups = [haiti]
    other.save_revision().publish()

    assert [e.id for e in entries(client, f"/actualites/thematique/eau/{name}")] == [item.translation_key.urn]
    assert [e.id for e in entries(client, f"/actualites/groupe-pays/haiti/{name}")] == [other.translation_key.urn]


def test_the_feed_of_a_theme_that_was_renamed_leads_to_the_new_one(item, client):
    eau = Theme.objects.get()
    eau.slug = "eau-potable"
    eau.save()
    response = client.get("/actualites/thematique/eau/rss.xml")
    assert (response.status_code, response["Location"]) == (301, "/actualites/thematique/eau-potable/rss.xml")


@pytest.mark.parametrize("path", ["", "?thematique=eau", "?thematique=eau&annee=2020"])
def test_a_list_announces_its_feeds(item, client, path):
    page = client.get(f"/actualites/{path}").content.decode()
    folder = "/actualites/thematique/eau" if path.endswith("eau") else "/actualites"
    for name in FILES:
        assert f'href="{HOST}{folder}/{name}">' in page


def test_what_is_no_longer_public_leaves_the_feed(item, client):
    item.unpublish()
    assert entries(client, "/actualites/rss.xml") == []


@pytest.mark.parametrize("name", FILES)
def test_a_feed_costs_the_same_whatever_it_holds(item, client, django_assert_max_num_queries, name):
    for _ in range(15):
        target, file = NewsPageFactory(parent=item.get_parent()), document()
        link = f'<p><a linktype="page" id="{target.pk}">a</a> <a id="{file.pk}" linktype="document">b</a></p>'
        body = [("text", link), ("image", {"image": picture(), "caption": ""})]
        NewsPageFactory(parent=item.get_parent(), body=body, documents=[("document", {"document": document()})])
    client.get(f"/actualites/{name}")
    with django_assert_max_num_queries(12):
        assert client.get(f"/actualites/{name}").status_code == 200
