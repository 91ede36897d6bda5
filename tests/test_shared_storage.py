"""Two machines, one PostgreSQL, one Redis and one bucket behind nginx, and the copies of such a site: all for real."""

import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from deploy.trial import trial_environment
from tests.deploy.machines import Machines, files_in, manage, manifest
from tests.deploy.served import picture, send_picture

pytestmark = [
    pytest.mark.xdist_group("bucket"),
    pytest.mark.django_db,
    pytest.mark.skipif("TEST_DATABASE_MODEL" not in os.environ, reason="Needs the PostgreSQL of make test."),
]
BASE = "machines"
AWAY = "Le stockage des fichiers ne répond pas"
LAST = "SELECT id, title FROM portal_portalimage ORDER BY id"
PAGES = ["/", "/agenda/", "/actualites/", "/ressources/", "/ressources/exemple-video/", "/recherche/?q=eau"]


@contextmanager
def empty_base():
    """A database that was migrated and holds nothing; gives its address."""
    server = os.environ["TEST_DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {BASE} TEMPLATE {os.environ['TEST_DATABASE_MODEL']}")
        try:
            yield urlsplit(server)._replace(path=f"/{BASE}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {BASE} WITH (FORCE)")


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
    assert [other for other in machines.bucket.names() if other.endswith(Path(name).name)] == [name]


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


def is_back(machines):
    """Whether both machines give files again, once each has found that the storage answers."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if all(answer.json()["fichiers"] == "bien" for answer in machines.visit("/sante/pret/")):
            return True
        time.sleep(0.2)
    return False


@contextmanager
def trouble(machines):
    """What the line to the storage undergoes within is over after it, and nothing that was kept has changed."""
    before = machines.bucket.names(), machines.ask("SELECT count(*) FROM portal_portalimage")
    try:
        yield
    finally:
        machines.line.cut()
        machines.line.mend()
        assert is_back(machines)
    assert (machines.bucket.names(), machines.ask("SELECT count(*) FROM portal_portalimage")) == before


def assert_pages_are_read(machines):
    for path in PAGES:
        assert machines.get(path)[0] == 200, path
        # Made anew: what is no filter of any list is never answered with a page that was kept.
        assert {answer.status_code for answer in machines.visit(f"{path.partition('?')[0]}?essai=1")} == {200}, path


def film_of(machines):
    return machines.get("/ressources/exemple-video/")[2].decode().split('<source src="')[1].split('"')[0]


def test_without_the_storage_pages_are_read_and_an_editor_is_told_so_in_french(machines):
    editor, film = machines.editors[0], film_of(machines)
    with trouble(machines):
        machines.line.cut()
        assert send_picture(editor, "Sans stockage", picture(300)) is False
        assert (editor.last.status_code, AWAY in editor.last.text) == (200, True)
        # Sizes that nobody had asked for yet are missing from it, and that is all.
        assert editor.get(f"{editor.url}/admin/images/").status_code == 200
        for _ in range(3):
            status, headers, body = machines.get(film)
            assert (status, headers["Cache-Control"]) == (502, "no-store")
            assert "Les fichiers ne répondent pas" in body.decode()
        assert_pages_are_read(machines)
        assert {answer.json()["fichiers"] for answer in machines.visit("/sante/pret/")} == {"mal"}
        machines.line.mend()
    assert send_picture(editor, "Avec stockage", picture(300))
    assert machines.get(film)[0] == 200


def test_a_line_that_breaks_in_the_middle_of_a_file_leaves_nothing_of_it(machines):
    editor = machines.editors[1]
    with trouble(machines):
        machines.line.breaks_at = 200_000
        assert send_picture(editor, "Moitié", picture(1000)) is False
        assert editor.last.status_code == 502
        assert "rien n’en a été enregistré" in editor.last.text
    assert send_picture(editor, "Entière", picture(1000))


def test_a_storage_that_never_answers_holds_nobody_for_ever(machines):
    film = film_of(machines)
    with trouble(machines):
        machines.line.is_silent = True
        with ThreadPoolExecutor(12) as pool:
            statuses = list(pool.map(lambda _: machines.get(film)[0], range(12)))
        assert set(statuses) == {502}
        assert_pages_are_read(machines)
        machines.line.is_silent = False


def test_a_picture_whose_sizes_are_not_made_yet_takes_no_page_away(machines):
    editor = machines.editors[0]
    assert send_picture(editor, "Illustration", picture(900))
    key = machines.key_of("portal_portalimage", "Illustration")
    place = "SELECT page_ptr_id, url_path FROM {0} JOIN wagtailcore_page p ON p.id = page_ptr_id WHERE live LIMIT 1"
    shown = "UPDATE {0} SET image_id = %s WHERE page_ptr_id = %s RETURNING 1"
    with trouble(machines):
        machines.line.cut()
        for table in ("actualites_newspage", "agenda_eventpage"):
            [(page, path)] = machines.ask(place.format(table))
            machines.ask(shown.format(table), key, page)
            _, _, root, rest = path.split("/", 3)
            for address in (f"/{root}/", f"/{root}/{rest}", f"/{root}/rss.xml"):
                assert {answer.status_code for answer in machines.visit(f"{address}?essai=2")} == {200}, address
        machines.line.mend()


def test_a_restore_over_a_bucket_that_is_not_empty_loses_nothing_and_leaves_nothing_else(machines, tmp_path):
    assert send_picture(machines.editors[0], "Acquise", picture(300))
    copy = machines.back_up()
    kept = files_in(copy)
    assert machines.name_of("portal_portalimage", "Acquise") in kept
    gone, *_ = sorted(kept)
    machines.bucket.delete(gone)
    changed = max(kept)
    machines.bucket.put(changed, b"autre chose")
    machines.bucket.put("documents/orphelin.csv", b"a,b")
    before = machines.bucket.digests(), machines.ask(LAST)

    damaged = bytearray(copy.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (tmp_path / "abimee.tar.gz").write_bytes(damaged)
    done = manage(machines.environment, "restore", tmp_path / "abimee.tar.gz", "--replace")
    assert (done.returncode, "abîmée" in done.stderr) == (1, True)
    with trouble(machines):
        machines.line.cut()
        done = manage(machines.environment, "restore", copy, "--replace")
        assert (done.returncode, "Rien n’a été touché" in done.stderr, "Traceback" in done.stderr) == (1, True, False)
        done = manage(machines.environment, "backup", "--to", tmp_path)
        assert (done.returncode, "Il n’y a pas de copie" in done.stderr, "Traceback" in done.stderr) == (1, True, False)
        machines.line.mend()
    assert (machines.bucket.digests(), machines.ask(LAST)) == before

    done = manage(machines.environment, "restore", copy, "--replace")
    assert done.returncode == 0, done.stderr
    assert machines.bucket.digests() == kept
    assert manifest(machines.back_up())["sha256"] == manifest(copy)["sha256"]
