"""Whoever reads is never counted out; whoever takes everything is told when to come back; no claim hides an address."""

import shutil

import pytest
from django.core.cache import caches
from django.core.cache.backends.filebased import FileBasedCache
from django.test import RequestFactory
from django.urls import reverse

from portal import limits
from portal.file_cache import PatientFileCache
from portal.limits import Limit, client_network

HERE = {"REMOTE_ADDR": "203.0.113.7"}


@pytest.fixture(autouse=True)
def _still(time_machine):
    """A minute of which no second passes, and nothing counted before."""
    time_machine.move_to("2026-11-26T10:00:15+00:00", tick=False)
    caches["default"].clear()


def exhaust(limit, **meta):
    request = RequestFactory().get("/", **meta)
    for _ in range(limit.count):
        assert limit.wait(request) == 0


@pytest.mark.parametrize(
    ("address", "limit"),
    [
        ("/recherche/?q=eau", limits.SEARCH),
        ("/recherche/suggestions/?q=eau", limits.BY_ROUTE["suggestions"]),
        ("/actualites/rss.xml", limits.FEEDS),
        ("/agenda/agenda.ics", limits.FEEDS),
        ("/s-engager/plaquette/plaidoyer-aict.pdf", limits.MADE),
        ("/agenda/?annee=2024", limits.LISTS),
    ],
)
def test_what_is_dear_is_refused_in_french_to_who_asks_too_often(content, client, address, limit):
    exhaust(limit, **HERE)
    refused = client.get(address, **HERE)
    assert refused.status_code == 429
    assert refused["Retry-After"] == "45"
    assert "no-store" in refused["Cache-Control"]
    is_page = "xml" not in address and "ics" not in address and "pdf" not in address
    assert ("Pour que le site reste ouvert à tous" in refused.text) == is_page
    assert "minute" in refused.text or "revenez dans 1 min" in refused.text
    assert not refused.cookies
    # Neither another visitor, nor the other pages, nor this machine.
    assert client.get("/agenda/", **HERE).status_code == 200
    assert client.get("/recherche/?q=eau", REMOTE_ADDR="203.0.113.8").status_code == 200
    assert client.get("/recherche/?q=eau").status_code == 200


def test_the_next_minute_is_a_new_one(content, client, time_machine):
    exhaust(limits.SEARCH, **HERE)
    assert client.get("/recherche/?q=eau", **HERE).status_code == 429
    time_machine.shift(45)
    assert client.get("/recherche/?q=eau", **HERE).status_code == 200


def test_passwords_of_pages_are_not_to_be_guessed(content, client):
    exhaust(limits.PASSWORDS, **HERE)
    address = reverse("wagtailcore_authenticate_with_password", args=[1, 1])
    assert client.post(address, {"password": "x"}, **HERE).status_code == 429


@pytest.mark.parametrize(
    ("remote", "forwarded", "behind_proxy", "network"),
    [
        ("203.0.113.7", "198.51.100.1", False, "203.0.113.7/32"),
        ("127.0.0.1", "10.0.0.1, 198.51.100.1", True, "198.51.100.1/32"),
        ("127.0.0.1", "198.51.100.1, <script>", True, ""),
        ("127.0.0.1", "", True, ""),
        ("127.0.0.1", "198.51.100.1", False, ""),
        ("2001:db8:1:2:3:4:5:6", "", False, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "", False, "203.0.113.7/32"),
        ("", "", False, ""),
    ],
)
def test_the_address_is_the_last_that_a_known_proxy_wrote(settings, remote, forwarded, behind_proxy, network):
    settings.BEHIND_PROXY = behind_proxy
    request = RequestFactory().get("/", REMOTE_ADDR=remote, headers={"X-Forwarded-For": forwarded})
    assert client_network(request) == network


def test_workers_count_together_in_a_cache_of_files_and_the_site_answers_without_a_cache(tmp_path, monkeypatch):
    request = RequestFactory().get("/", **HERE)
    limit = Limit("trial", 2, 3600)
    for expected in (0, 0, 3585):
        # A cache of its own for each request, as in another process.
        monkeypatch.setattr(limits, "cache", FileBasedCache(tmp_path / "cache", {}))
        assert limit.wait(request) == expected

    lost = FileBasedCache(tmp_path / "lost", {})
    monkeypatch.setattr(limits, "cache", lost)
    shutil.rmtree(tmp_path / "lost", ignore_errors=True)
    (tmp_path / "lost").write_text("")
    assert limit.wait(request) == 0


def test_a_lock_is_forgotten_for_no_crowd_of_other_names_and_for_time_alone(tmp_path, time_machine):
    kept = PatientFileCache(tmp_path / "cache", {})
    kept.set("locked", 5, 300)
    for number in range(700):
        kept.set(f"name-{number}", 1, 60)
    assert kept.get("locked") == 5
    time_machine.shift(61)
    for number in range(200):
        kept.set(f"other-{number}", 1, 60)
    assert kept.get("locked") == 5
    assert len(list((tmp_path / "cache").iterdir())) < 300
