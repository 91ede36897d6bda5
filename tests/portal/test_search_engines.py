"""With SEARCH_URL, words are looked for in OpenSearch: the same questions find the same things.

The server is osmem, which answers as OpenSearch does and keeps nothing.
"""

import pytest
from osmem_server import OsmemServer

from actualites.models import NewsIndexPage
from portal.models import SearchEntry
from portal.search.indexing import rebuild
from portal.search.questions import ask
from portal.search.results import PK, Results
from tests.factories import NewsPageFactory
from tests.portal.test_search_questions import QUESTIONS

SIGNS = ["Haïti*", "a OR b", '"qualité de vie"', "l’eau", "zyxo coopération"]
TEXTS = [*QUESTIONS, *SIGNS, "coopération", "élus région", "cooperatoin"]
NOTHING_CHOSEN = dict.fromkeys(Results.FILTERS)
NOBODY = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def server():
    with OsmemServer.start(japanese=False) as server:
        yield server
    server.process.stdout.close()


def use(settings, url):
    settings.SEARCH_URL = url
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.opensearch3", "URLS": [url]}}


def found(text):
    """Return the titles of what is found, in order."""
    rows = Results(ask(text), NOTHING_CHOSEN).every
    titles = dict(SearchEntry.objects.values_list("pk", "title"))
    return [titles[row[PK]] for row in rows]


def test_the_questions_of_visitors_find_the_same_in_opensearch(content, server, settings, caplog):
    in_database = {text: found(text) for text in TEXTS}
    use(settings, server.url)
    rebuild()
    assert {text: found(text) for text in TEXTS} == in_database
    assert len(in_database["coopération"]) > 3
    away = [record for record in caplog.records if record.name == "portal.search.engines"]
    assert not away, "the database answered in its place"


def test_opensearch_follows_what_is_published_and_taken_back(content, server, settings):
    use(settings, server.url)
    rebuild()
    page = NewsPageFactory(parent=NewsIndexPage.objects.get(), title="Jumelage zyxo")
    assert found("jumelages zyxos") == ["Jumelage zyxo"]
    page.unpublish()
    assert not found("zyxo")


def test_when_opensearch_is_away_visitors_find_and_editors_publish(content, settings):
    in_database = {text: found(text) for text in SIGNS}
    use(settings, NOBODY)
    assert {text: found(text) for text in SIGNS} == in_database
    NewsPageFactory(parent=NewsIndexPage.objects.get(), title="Jumelage zyxo")
    assert found("zyxo") == ["Jumelage zyxo"]
