"""The database goes while the site is read, and comes back: played on PostgreSQL, whose server others may share."""

import os
from urllib.parse import urlsplit

import psycopg
import pytest
import requests

from deploy.trial import free_port, trial_environment
from tests.deploy.served import node, python

pytestmark = [
    pytest.mark.xdist_group("faults"),
    pytest.mark.django_db,
    pytest.mark.skipif("TEST_DATABASE_MODEL" not in os.environ, reason="Needs the PostgreSQL of make test."),
]

# A site of two pages is enough.
OPEN = """
from wagtail.models import Page, Site
from portal.models import HomePage, StandardPage
Page.objects.get(depth=1).get_children().delete()
home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Accueil", slug="accueil"))
Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "127.0.0.1", "root_page": home})
home.add_child(instance=StandardPage(title="Une page gardée", slug="gardee"))
home.add_child(instance=StandardPage(title="Une autre page", slug="autre"))
"""


@pytest.fixture
def server():
    """The server of the tests, with a database of our own that may be taken away."""
    with psycopg.connect(os.environ["TEST_DATABASE_URL"], autocommit=True) as found:
        found.execute(f"CREATE DATABASE panne TEMPLATE {os.environ['TEST_DATABASE_MODEL']}")
        yield found
        take_away(found)
        found.execute("DROP DATABASE panne")


def take_away(server):
    """End every connection to the database and let nobody in, as a server that stops does."""
    server.execute("ALTER DATABASE panne ALLOW_CONNECTIONS false")
    server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'panne'")


def give_back(server):
    server.execute("ALTER DATABASE panne ALLOW_CONNECTIONS true")


def test_without_its_database_the_site_shows_what_it_kept_and_comes_back_by_itself(server, opened_site, tmp_path):
    (tmp_path / "static").symlink_to(opened_site.data_dir / "static")
    port = free_port()
    url = urlsplit(os.environ["TEST_DATABASE_URL"])._replace(path="/panne").geturl()
    changes = {"DATABASE_URL": url, "SITE_URL": f"http://127.0.0.1:{port}", "DEBUG": "0"}
    environment = trial_environment(tmp_path) | changes
    python(environment, OPEN)

    def get(path):
        return requests.get(f"http://127.0.0.1:{port}{path}", timeout=60)

    with node(port, environment):
        assert "Une page gardée" in get("/gardee/").text
        take_away(server)
        for _ in range(2):
            kept, other = get("/gardee/"), get("/autre/")
            assert (kept.status_code, kept.headers["X-Cache"]) == (200, "stale")
            assert (other.status_code, other.headers["Retry-After"]) == (503, "30")
            assert "Le site reprend son souffle" in other.text
            assert (get("/sante/").status_code, get("/sante/pret/").status_code) == (200, 503)
        give_back(server)
        assert get("/gardee/").headers["X-Cache"] != "stale"
        assert (get("/autre/").status_code, get("/sante/pret/").status_code) == (200, 200)
