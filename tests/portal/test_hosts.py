"""The site has one address; the other domains of the association lead to it."""

import pytest

OTHER = "raict.org"


@pytest.fixture
def elsewhere(client, settings):
    """Ask the site under another of its domains."""
    settings.OTHER_HOSTS = [OTHER, "testserver"]
    settings.ALLOWED_HOSTS = ["testserver", "localhost", OTHER]
    return lambda path, host=OTHER: client.get(path, headers={"host": host})


@pytest.mark.parametrize("path", ["/", "/s-engager/chiffres/?a=%C3%A9&b=2", "/introuvable"])
def test_another_domain_leads_to_the_site_with_path_and_query(elsewhere, path):
    for host in (OTHER, f"{OTHER}:8000", OTHER.upper()):
        response = elsewhere(path, host)
        assert response.status_code == 301
        assert response["Location"].startswith("http://testserver/")
        assert response["Location"].endswith(path.lstrip("/"))


def test_the_site_itself_and_what_watches_over_it_are_led_nowhere(content, elsewhere):
    assert elsewhere("/contact/", "testserver").status_code == 200
    assert elsewhere("/contact/", "localhost").status_code == 200


def test_a_static_file_is_served_where_it_is_asked_for(db, elsewhere):
    assert elsewhere("/static/css/site.css").status_code != 301


def test_in_development_no_domain_leads_elsewhere(content, elsewhere, settings):
    settings.DEBUG = True
    assert elsewhere("/contact/").status_code == 200


def test_a_domain_that_is_not_ours_is_refused(elsewhere):
    assert elsewhere("/", "ailleurs.example").status_code == 400
