"""Visits to other sites, tried on a local server that misbehaves in every way."""

import itertools
import time

import pytest

from portal.links.outside import Visitor
from portal.models.links import LinkState
from tests.misbehaving import misbehaving

pytestmark = pytest.mark.any_database

WELL, BROKEN, SILENT, REFUSED = LinkState.WELL, LinkState.BROKEN, LinkState.SILENT, LinkState.REFUSED


@pytest.fixture(scope="module")
def server():
    with misbehaving() as server:
        yield server


def visitor(**bounds):
    """One that may reach this machine, and is in a hurry."""
    usual = {"pause": 0, "timeout": 0.5, "patience": 0.8, "backoff": 0.01, "limit": 10}
    return Visitor(may_reach=lambda ip: ip.startswith("127."), **usual | bounds)


@pytest.mark.parametrize(
    ("path", "state", "words"),
    [
        ("ok", WELL, ""),
        ("moved", WELL, ""),
        ("no-head", WELL, ""),
        ("closing-on-head", WELL, ""),
        ("ill-once", WELL, ""),
        ("missing", BROKEN, "(404)"),
        ("gone", BROKEN, "supprimée (410)"),
        ("loop", BROKEN, "sans fin"),
        ("moved-to-private", BROKEN, "réseau privé"),
        ("moved-to-file", BROKEN, "illisible"),
        ("no-robots", REFUSED, "(403)"),
        ("ill", SILENT, "en panne (500)"),
        ("slow", SILENT, "pas à temps"),
        ("drip", SILENT, "pas à temps"),
        ("closing", SILENT, "coupe la connexion"),
        ("garbage", SILENT, "coupe la connexion"),
    ],
)
def test_what_becomes_of_a_visit_is_told_in_french_and_soon(server, path, state, words):
    started = time.monotonic()
    outcome = visitor().visit(f"{server.url}/{path}")

    assert outcome.state == state
    assert words in outcome.reason
    assert time.monotonic() - started < 6


def test_a_huge_body_is_not_read(server):
    assert visitor().visit(f"{server.url}/huge").state == WELL
    end = time.monotonic() + 5
    while not server.was_left and time.monotonic() < end:
        time.sleep(0.05)
    assert server.was_left


def test_a_busy_site_is_left_in_peace_as_long_as_it_asks_and_no_longer_than_the_round(server):
    started = time.monotonic()
    assert visitor().visit(f"{server.url}/busy-once").state == WELL
    assert time.monotonic() - started >= 1

    assert visitor(limit=2).visit(f"{server.url}/busy").state == REFUSED
    assert time.monotonic() - started < 4


def test_the_site_says_who_it_is_and_asks_one_thing_at_a_time(server):
    del server.asked[:]
    found = visitor(pause=0.2).visit_all([f"{server.url}/ok/{number}" for number in range(3)], 10)

    assert {outcome.state for outcome in found.values()} == {WELL}
    assert [method for method, *_ in server.asked] == ["HEAD"] * 3
    assert "http://testserver" in server.asked[0][2]
    moments = [moment for *_, moment in server.asked]
    assert all(later - sooner >= 0.19 for sooner, later in itertools.pairwise(moments))


def test_a_broken_host_delays_no_other_and_the_round_ends_in_time(server):
    with misbehaving() as other:
        slow = [f"{server.url}/slow/{number}" for number in range(20)]
        started = time.monotonic()
        found = visitor(tries=1).visit_all([*slow, f"{other.url}/ok"], 2)

    assert time.monotonic() - started < 4
    assert found[f"{other.url}/ok"].state == WELL
    assert 0 < len(found) < 20


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254", "0.0.0.0"])  # noqa: S104
def test_no_machine_of_a_private_network_is_asked(server, host):
    del server.asked[:]
    outcome = Visitor(pause=0).visit(f"http://{host}:{server.server_port}/ok")

    assert "réseau privé" in outcome.reason
    assert not server.asked


@pytest.mark.parametrize(
    "address", ["http://", "http://exemple .fr/", "http://[fe80/", "http://a..fr/", "https://xn--\udc80/"]
)
def test_an_address_that_is_none_is_told_and_breaks_nothing(address):
    assert visitor().visit_all([address], 5)[address].state in (BROKEN, SILENT)
