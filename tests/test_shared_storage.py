"""Two machines, one PostgreSQL, one Redis and one bucket behind nginx, and the copies of such a site: all for real."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
import requests

from deploy.trial import ROOT, free_port, trial_environment
from tests.deploy.bucket import Line, bucket
from tests.deploy.proxied import HOST, Behind, nginx
from tests.deploy.served import editors, node, picture, redis, send_picture

pytestmark = [
    pytest.mark.xdist_group("bucket"),
    pytest.mark.django_db,
    pytest.mark.skipif("TEST_DATABASE_MODEL" not in os.environ, reason="Needs the PostgreSQL of make test."),
]
BASE = "machines"
AWAY = "Le stockage des fichiers ne répond pas"
PAGES = ["/", "/agenda/", "/actualites/", "/ressources/", "/ressources/exemple-video/", "/recherche/?q=eau"]
IMAGES = "from portal.models import PortalImage; print([(i.title, i.file.name) for i in PortalImage.objects.all()])"


def manage(environment, *arguments):
    command = [sys.executable, "manage.py", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)


def manifest(copy):
    with tarfile.open(copy) as archive:
        return json.load(archive.extractfile("manifest.json"))


def files_in(copy):
    """Return the digest of each file that a copy holds, by its name."""
    sums = manifest(copy)["sha256"].items()
    return {name.removeprefix("media/"): digest for name, digest in sums if name.startswith("media/")}


@contextmanager
def empty_base():
    """A database that was migrated and holds nothing; gives its address."""
    server = os.environ["TEST_DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {BASE} TEMPLATE {os.environ['TEST_DATABASE_MODEL']}")
        yield urlsplit(server)._replace(path=f"/{BASE}").geturl()
        connection.execute(f"DROP DATABASE {BASE} WITH (FORCE)")


class Machines:
    """The site on two machines; `editors` write to one each, `get()` asks through nginx."""

    def __init__(self, folder, stack, base):
        self.folder, self.stack = folder, stack
        self.bucket = stack.enter_context(bucket())
        self.line = Line(self.bucket.port)
        stack.callback(self.line.cut)
        self.cache_port = free_port()
        stack.enter_context(redis(self.cache_port, folder))
        options = self.bucket.options(self.line.port)
        storage = {"BACKEND": "portal.object_storage.ObjectStorage", "OPTIONS": options}
        self.shared = {
            "SITE_URL": f"https://{HOST}",
            "BEHIND_PROXY": "1",
            "REQUIRE_SECOND_FACTOR": "0",
            "SECRET_KEY": "x" * 50,
            "DEBUG": "0",
            "DATABASE_URL": base,
            "CACHE_URL": f"redis://127.0.0.1:{self.cache_port}",
            "MEDIA_STORAGE": json.dumps(storage),
        }
        self.environment = trial_environment(folder / "un") | self.shared

    def start(self, static):
        """Serve, with the static files that were collected in `static`; let two editors in."""
        ports = [free_port() for _ in range(4)]
        for name, port in zip(("un", "deux"), ports[2:], strict=True):
            shutil.copytree(static, self.folder / name / "static", dirs_exist_ok=True)
            self.stack.enter_context(node(port, trial_environment(self.folder / name) | self.shared))
        self.stack.enter_context(nginx(self.folder, self.folder / "un", *ports[:2], ports[2:]))
        self.get = Behind(*ports[:2], self.environment).get
        _, self.editors = editors("", self.environment, 2)
        for editor, port in zip(self.editors, ports[2:], strict=True):
            editor.url = f"http://127.0.0.1:{port}"
            editor.cookies.update({"__Host-sessionid": editor.cookies["sessionid"], "__Host-csrftoken": "x" * 32})
            editor.headers.update({"Host": HOST, "X-Forwarded-Proto": "https", "Referer": f"https://{HOST}/admin/"})

    def visit(self, path):
        """Ask each machine as somebody who is nobody; return what they answer."""
        headers = {"Host": HOST, "X-Forwarded-Proto": "https"}
        return [requests.get(editor.url + path, headers=headers, timeout=60) for editor in self.editors]

    def ask(self, question, *values):
        with psycopg.connect(self.shared["DATABASE_URL"]) as connection:
            return connection.execute(question, values).fetchall()

    def key_of(self, table, title):
        return self.ask(f"SELECT id FROM {table} WHERE title = %s", title)[0][0]  # noqa: S608

    def name_of(self, table, title):
        return self.ask(f"SELECT file FROM {table} WHERE title = %s", title)[0][0]  # noqa: S608

    def back_up(self):
        done = manage(self.environment, "backup", "--to", self.folder / "copies")
        assert done.returncode == 0, done.stderr
        return max((self.folder / "copies").iterdir())


@pytest.fixture(scope="module")
def copy(opened_site, tmp_path_factory):
    """A copy of a site on one machine, with SQLite and a disk."""
    data_dir = shutil.copytree(opened_site.data_dir, tmp_path_factory.mktemp("seule") / "var")
    done = manage(trial_environment(data_dir), "backup")
    assert done.returncode == 0, done.stderr
    return next((data_dir / "backups").iterdir())


@pytest.fixture(scope="module")
def machines(copy, opened_site, tmp_path_factory):
    with empty_base() as base, ExitStack() as stack:
        found = Machines(tmp_path_factory.mktemp("machines"), stack, base)
        (found.folder / "un").mkdir()
        found.restored = manage(found.environment, "restore", copy)
        assert found.restored.returncode == 0, found.restored.stderr
        found.first = found.bucket.digests(), found.back_up()
        found.start(Path(opened_site.data_dir) / "static")
        yield found


def test_a_site_is_restored_into_an_empty_base_and_an_empty_bucket_row_for_row_and_object_for_object(machines, copy):
    digests, again = machines.first
    assert digests == files_in(copy) != {}
    assert manifest(again)["sha256"] == manifest(copy)["sha256"]
    assert manifest(again)["counts"] == manifest(copy)["counts"]


def test_what_is_sent_to_one_machine_is_read_on_the_other_at_once_by_those_who_may(machines):
    first, second = machines.editors
    photo, text = picture(300), b"a,b\n1,2\n"
    assert send_picture(first, "Photo", photo)
    fields = {"title": "Fiche", "collection": "1", "language": "fr"}
    assert first.fill_in("/admin/documents/add/", fields, files={"file": ("fiche.csv", text, "text/csv")})
    document = f"/documents/{machines.key_of('portal_portaldocument', 'Fiche')}/fiche.csv"
    image = f"/media/{machines.name_of('portal_portalimage', 'Photo')}"
    assert second.get(second.url + document).content == text
    assert second.get(second.url + image).content == photo
    stored = machines.name_of("portal_portaldocument", "Fiche")
    for path in (document, image, f"/media/{stored}"):
        assert {answer.status_code for answer in machines.visit(path)} == {404}, path
    assert not any(machines.bucket.is_open_to_all(name) for name in machines.bucket.names())


def test_a_size_that_both_machines_are_asked_for_at_once_is_kept_once(machines):
    first, second = machines.editors
    assert send_picture(first, "Taille", picture(1200))
    key = machines.key_of("portal_portalimage", "Taille")

    def read(editor):
        return editor.get(f"{editor.url}/photos/{key}/petite/photo.jpg").content

    with ThreadPoolExecutor(6) as pool:
        found = set(pool.map(read, [first, second] * 3))
    assert len(found) == 1
    [(name,)] = machines.ask(
        "SELECT file FROM portal_portalrendition WHERE image_id = %s AND filter_spec LIKE %s", key, "max-800x800%"
    )
    assert machines.bucket.read(name) in found
    assert read(second) in found


def test_sounds_and_films_are_read_by_ranges_through_either_machine(machines):
    page = machines.get("/ressources/exemple-video/")[2].decode()
    film = page.split('<source src="')[1].split('"')[0]
    whole = machines.get(film)[2]
    for answer in machines.visit(film):
        assert answer.content == whole
    status, headers, part = machines.get(film, Range="bytes=100-199")
    assert (status, part, headers["Content-Range"]) == (206, whole[100:200], f"bytes 100-199/{len(whole)}")
    assert machines.get(film, Range="bytes=-7")[2] == whole[-7:]
    assert machines.get(film, Range=f"bytes={len(whole)}-")[0] == 416
