"""What watches over the site is told how it is, and what goes wrong is told to visitors and in the log."""

import json
import logging
import re

import pytest
from django.db import OperationalError, connection
from django.test import Client

from portal import health
from portal.logs import JsonFormatter, RequestFilter
from portal.views import search


def test_a_site_that_lives_says_so_without_its_database(client):
    answer = client.get("/sante/")
    assert (answer.status_code, answer.json()) == (200, {"etat": "vivant"})
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies


def test_a_site_that_may_be_visited_says_that_all_is_well(content, client):
    answer = client.get("/sante/pret/")
    assert answer.status_code == 200
    assert set(answer.json()) == {"etat", "base", "migrations", "cache", "disque", "fichiers"}
    assert set(answer.json().values()) == {"prêt", "bien"}


def test_a_site_whose_disk_is_full_is_sent_no_more_visitors(content, client, monkeypatch):
    monkeypatch.setattr(health, "LEAST_BYTES", 1 << 60)
    answer = client.get("/sante/pret/")
    assert (answer.status_code, answer.json()["disque"], answer.json()["base"]) == (503, "mal", "bien")


def out_of_reach(execute, sql, params, many, context):
    raise OperationalError("connection refused")


def test_without_a_database_visitors_are_told_when_to_come_back(content):
    client = Client(raise_request_exception=False)
    with connection.execute_wrapper(out_of_reach):
        answer = client.get("/agenda/")
        assert client.get("/sante/pret/").json()["base"] == "mal"
        assert client.get("/sante/").status_code == 200
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "Le site reprend son souffle" in answer.text
    assert "OperationalError" not in answer.text
    assert client.get("/agenda/").status_code == 200


def test_another_fault_is_a_500_without_a_traceback(content, monkeypatch):
    monkeypatch.setattr("portal.views.Answer", None)
    answer = Client(raise_request_exception=False).get("/recherche/?q=eau")
    assert answer.status_code == 500
    assert "Le fil est rompu" in answer.text
    assert search.__module__ not in answer.text


def test_each_answer_names_its_request_as_the_proxy_did(content, client):
    assert client.get("/aide/", headers={"x-request-id": "proxy-12345"}).headers["X-Request-ID"] == "proxy-12345"
    for hostile in ("", "a\r\nb: c", "<script>", "x" * 500):
        name = client.get("/aide/", headers={"x-request-id": hostile}).headers["X-Request-ID"]
        assert re.fullmatch("[0-9a-f]{32}", name)


@pytest.fixture
def lines():
    """What the log holds, as LOG_FORMAT=json writes it."""
    found = []

    class Keep(logging.Handler):
        def emit(self, record):
            found.append(json.loads(self.format(record)))

    handler = Keep()
    handler.addFilter(RequestFilter())
    handler.setFormatter(JsonFormatter())
    logging.getLogger().addHandler(handler)
    yield found
    logging.getLogger().removeHandler(handler)


def test_a_slow_question_is_logged_with_its_request_and_without_what_was_asked_for(content, client, settings, lines):
    settings.SLOW_QUERY_MS = 0
    client.get("/recherche/?q=secretissime", headers={"x-request-id": "proxy-12345"})
    slow = [line for line in lines if line["source"] == "portal.slow_queries"]
    assert slow
    assert {line["demande"] for line in slow} == {"proxy-12345"}
    assert all(re.match(r"\d+ ms : ", line["message"]) for line in slow)
    assert "secretissime" not in json.dumps(slow)


def test_a_fault_is_logged_as_one_line_with_its_traceback(lines):
    try:
        raise ValueError("deux\nlignes")
    except ValueError:
        logging.getLogger("portal").exception("Une panne")
    [line] = lines
    assert (line["niveau"], line["message"]) == ("ERROR", "Une panne")
    assert "ValueError: deux" in line["trace"]
