"""Every route of the site, and to whom it opens: nobody in particular, then each of the three roles (routes.txt).

A route that is added is added to the table, or this fails and says how it behaves.
"""

from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client

from portal.roles import ROLES
from tests.routes import Things, routes

# Wagtail leaves to the garbage collector the files in which it makes pictures.
pytestmark = [pytest.mark.any_database, pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")]

TABLE = Path(__file__).parent / "routes.txt"
WHO = ["", *(role.name for role in ROLES)]
# The first of a pattern is the one that answers.
ROUTES = dict(reversed(list(routes())))


@pytest.fixture
def things(content, people):
    caches["default"].clear()
    return Things()


@pytest.fixture
def doors(monkeypatch):
    """Views decide before their page is made: nothing but that decision is looked at here, in seconds."""
    monkeypatch.setattr(Template, "render", lambda *_, **__: "")


def opens(client, address):
    """Say how an address answers: « o » opens, « r » is read but not sent, « - » is refused, « . » is not there."""
    read, sent = (answer_of(client, method, address) for method in ("get", "post"))
    if read == "405":
        return sent
    return "r" if (read, sent) == ("o", "-") else read


def answer_of(client, method, address):
    """Ask for an address, and undo what it did; « ! » is a failure."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        answer = getattr(client, method)(address)
        transaction.set_rollback(True)
    client.cookies = cookies
    target = answer.get("Location", "")
    if answer.status_code == 403 or target == "/admin/" or target.startswith("/compte/connexion/?next="):
        return "-"
    return {404: ".", 405: "405", 500: "!"}.get(answer.status_code, "o")


def table():
    """Return the marks of each route, one for each of WHO."""
    rows = [line.split(maxsplit=1) for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    return {route: marks for marks, route in rows}


def test_every_route_is_in_the_table():
    assert table().keys() == ROUTES.keys()


@pytest.mark.parametrize("who", WHO)
def test_a_route_opens_to_whom_the_table_says(things, people, doors, who):
    client = Client(raise_request_exception=False)
    if who:
        client.force_login(people[who])
    found = {route: opens(client, things.address(route, view)) for route, view in ROUTES.items()}
    assert found == {route: marks[WHO.index(who)] for route, marks in table().items()}
