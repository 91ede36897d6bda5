"""The site as it is installed: nginx before two nodes of it, and what systemd is told, each tried for real."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, closing

import pytest
from django.core.management import get_commands

from deploy.packages import program
from deploy.trial import ROOT, free_port, trial_environment
from tests.deploy.proxied import DEPLOY, HOST, Behind, nginx
from tests.deploy.served import node

pytestmark = pytest.mark.xdist_group("serve")

UNITS = sorted((DEPLOY / "systemd").iterdir())


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_understands_each_unit(unit, tmp_path):
    for path in UNITS:
        text = path.read_text().replace("/opt/portail/.venv/bin/python", sys.executable)
        text = text.replace("/opt/portail", str(ROOT))
        (tmp_path / path.name).write_text(text)
    analyze = program("systemd-analyze", "systemd")
    done = subprocess.run([analyze, "verify", str(tmp_path / unit.name)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_variable_of_the_example_is_one_that_the_site_reads():
    names = [line.partition("=")[0] for line in (DEPLOY / "portail.env").read_text().splitlines() if line[0] != "#"]
    settings = (ROOT / "portal" / "settings.py").read_text()
    assert not [name for name in names if f'"{name}"' not in settings and name != "PYTHONUTF8"]


@pytest.fixture(scope="module")
def behind(opened_site, tmp_path_factory):
    folder = tmp_path_factory.mktemp("production")
    data_dir = shutil.copytree(opened_site.data_dir, folder / "var")
    ports = [free_port() for _ in range(4)]
    changes = {"SITE_URL": f"https://{HOST}", "BEHIND_PROXY": "1", "SECRET_KEY": "x" * 50, "DEBUG": "0"}
    environment = trial_environment(data_dir) | changes
    site = Behind(ports[0], ports[1], environment)
    subprocess.run([sys.executable, "manage.py", "write_proxy_pages"], cwd=ROOT, env=environment, check=True)
    with ExitStack() as stack:
        site.nodes = [stack.enter_context(node(port, environment)) for port in ports[2:]]
        stack.enter_context(nginx(folder, data_dir, *ports[:2], ports[2:]))
        yield site


def test_visitors_are_led_to_https_and_given_pages_with_their_headers(behind):
    with closing(http.client.HTTPConnection("127.0.0.1", behind.http_port)) as connection:
        connection.request("GET", "/agenda/?annee=2024", headers={"Host": HOST})
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Location"]) == (301, f"https://{HOST}/agenda/?annee=2024")
    status, headers, _ = behind.get("/", **{"X-Request-ID": "essai-1234", "Accept-Encoding": "br"})
    assert status == 200
    assert headers["Content-Encoding"] == "br"
    assert headers["X-Request-ID"] == "essai-1234"
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert behind.get("/sante/pret/")[0] == 200


def test_static_files_and_films_are_served_as_browsers_ask(behind):
    page = behind.get("/")[2].decode()
    style = page.split('rel="stylesheet" href="')[1].split('"')[0]
    status, headers, _ = behind.get(style, **{"Accept-Encoding": "gzip"})
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert "immutable" in headers["Cache-Control"]
    film = behind.get("/ressources/exemple-video/")[2].decode().split('<source src="')[1].split('"')[0]
    whole = behind.get(film)[2]
    status, headers, part = behind.get(film, Range="bytes=100-199")
    assert (status, part, headers["Content-Range"]) == (206, whole[100:200], f"bytes 100-199/{len(whole)}")
    assert behind.get(film, Range=f"bytes={len(whole)}-")[0] == 416
    assert headers["X-Content-Type-Options"] == "nosniff"


PUBLISH = """
from portal.initial_content import page_at
page = page_at("/aide/").specific
page.title = "Un titre tout neuf"
page.save_revision().publish()
"""


def test_what_is_published_on_one_node_is_seen_on_the_other_at_once(behind):
    assert all(b"Un titre tout neuf" not in behind.get("/aide/")[2] for _ in range(8))
    subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", PUBLISH], cwd=ROOT, env=behind.environment, check=True
    )
    assert all(b"Un titre tout neuf" in behind.get("/aide/")[2] for _ in range(8))


def test_lines_that_are_opened_and_left_silent_keep_nobody_waiting(behind):
    with ExitStack() as stack:
        for _ in range(50):
            line = stack.enter_context(socket.create_connection(("127.0.0.1", behind.https_port)))
            line.sendall(b"\x16\x03\x01")
        assert behind.get("/agenda/")[0] == 200


def test_what_is_larger_than_any_file_may_be_is_refused_in_french(behind):
    status, headers, body = behind.get("/contact/", **{"Content-Length": str(1200 * 2**20)})
    assert (status, headers["Cache-Control"]) == (413, "no-store")
    assert "Cet envoi est trop lourd" in body.decode()


def test_a_node_that_dies_under_load_costs_nobody_a_page(behind):
    """The last of these tests but one: a node is gone after it, with the answers that it had begun to give."""
    statuses, cut, over = [], [], threading.Event()

    def visit():
        while not over.is_set():
            try:
                statuses.append(behind.get("/actualites/")[0])
            except (http.client.HTTPException, OSError) as error:
                cut.append(error)

    visitors = [threading.Thread(target=visit) for _ in range(4)]
    for visitor in visitors:
        visitor.start()
    while len(statuses) < 20:
        time.sleep(0.05)
    os.killpg(behind.nodes[0].pid, signal.SIGKILL)
    served = len(statuses)
    while len(statuses) < served + 40:
        time.sleep(0.05)
    over.set()
    for visitor in visitors:
        visitor.join()
    assert set(statuses) == {200}
    assert len(cut) <= len(visitors)


def test_without_a_node_visitors_are_told_in_french_when_to_come_back(behind):
    """The last of these tests: no node is left after it."""
    for one in behind.nodes:
        if one.poll() is None:
            os.killpg(one.pid, signal.SIGKILL)
    for _ in range(2):
        status, headers, body = behind.get("/actualites/")
        assert (status, headers["Retry-After"], headers["Cache-Control"]) == (503, "30", "no-store")
        page = body.decode()
        assert "Le site reprend son souffle" in page
        assert behind.get(page.split('rel="stylesheet" href="')[1].split('"')[0])[0] == 200


def test_the_commands_that_the_manual_gives_are_those_of_the_site():
    manual = (DEPLOY / "README.md").read_text()
    given = set(
        re.findall(r"(?:manage\.py|\bportail) ([a-z]+_[a-z_]+|restore|backup|createsuperuser|changepassword)\b", manual)
    )
    assert len(given) > 5
    assert given <= get_commands().keys()
    named = set(re.findall(r"deploy/[\w./-]*\w", manual))
    assert not [name for name in named if not (ROOT / name).exists()]
