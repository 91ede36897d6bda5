"""The whole site in a file, and back on another database: nothing is lost, and what is damaged is refused."""

import io
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import time
from contextlib import closing
from urllib.parse import urlsplit

import psycopg
import pytest

from deploy.trial import ROOT, trial_environment
from portal.backup import archive, rotation
from portal.obstacles import Obstacle

pytestmark = pytest.mark.xdist_group("serve")


def manage(data_dir, *arguments, preexec_fn=None, **environment):
    command = [sys.executable, "manage.py", *map(str, arguments)]
    options = {"cwd": ROOT, "env": trial_environment(data_dir) | environment, "preexec_fn": preexec_fn}
    return subprocess.run(command, **options, capture_output=True, text=True, timeout=300)


def manifest(copy):
    with tarfile.open(copy) as archive:
        return json.load(archive.extractfile("manifest.json"))


@pytest.fixture(scope="module")
def site(opened_site, tmp_path_factory):
    """The data of a site with its content and files of every kind."""
    return shutil.copytree(opened_site.data_dir, tmp_path_factory.mktemp("copied") / "var")


@pytest.fixture(scope="module")
def copy(site):
    done = manage(site, "backup")
    assert done.returncode == 0, done.stderr
    [copy] = (site / "backups").iterdir()
    return copy


@pytest.fixture
def elsewhere(tmp_path):
    """Variables of a site of its own, on the database that the tests are run on."""
    server = os.environ.get("TEST_DATABASE_URL")
    if not server:
        yield {}
        return
    url = urlsplit(server)._replace(path="/restauration").geturl()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE restauration")
        yield {"DATABASE_URL": url}
        connection.execute("DROP DATABASE restauration WITH (FORCE)")


def test_a_site_is_restored_row_for_row_and_file_for_file(db, copy, elsewhere, tmp_path):
    done = manage(tmp_path, "restore", copy, **elsewhere)
    assert done.returncode == 0, done.stderr
    assert "Le site est tel qu’il était" in done.stdout
    again = manage(tmp_path, "backup", **elsewhere)
    assert again.returncode == 0, again.stderr
    [second] = (tmp_path / "backups").iterdir()
    assert manifest(second)["sha256"] == manifest(copy)["sha256"]
    assert manifest(second)["counts"]["portal.homepage"] == 1
    assert manifest(second)["counts"]["auth.user"] == 1
    assert any(name.startswith("media/") for name in manifest(second)["sha256"])

    # It goes on living: new rows get numbers of their own, and what is found is found.
    code = (
        "from portal.initial_content import page_at, add_page; from portal.models import StandardPage;"
        "add_page(page_at('/'), StandardPage(title='Nouvelle page', slug='nouvelle'));"
        "from portal.models import SearchEntry; print(SearchEntry.objects.count() > 50)"
    )
    assert manage(tmp_path, "shell", "-v0", "-c", code, **elsewhere).stdout.strip() == "True"


def test_a_site_that_has_content_is_replaced_only_when_asked(copy, site, tmp_path):
    data = shutil.copytree(site, tmp_path / "var")
    rename = "from portal.models import HomePage; HomePage.objects.update(title='Autre')"
    manage(data, "shell", "-v0", "-c", rename)
    done = manage(data, "restore", copy)
    assert done.returncode == 1
    assert "Ce site a déjà un contenu" in done.stderr
    read = "from portal.models import HomePage; print(HomePage.objects.get().title)"
    assert manage(data, "shell", "-v0", "-c", read).stdout.strip() == "Autre"
    assert manage(data, "restore", copy, "--replace").returncode == 0
    assert manage(data, "shell", "-v0", "-c", read).stdout.strip() != "Autre"


def flip(copy, path):
    data = bytearray(copy.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def cut(copy, path):
    path.write_bytes(copy.read_bytes()[:-2000])


def rewritten(change):
    """Make a copy again with its members changed."""

    def damage(copy, path):
        with tarfile.open(copy) as archive, tarfile.open(path, "w:gz") as other:
            for member in archive.getmembers():
                content = archive.extractfile(member)
                if change(member):
                    other.addfile(member, content)

    return damage


def without_a_file(member):
    return not member.name.startswith("rows/portal.homepage")


def outside(member):
    if member.name.startswith("rows/portal.homepage"):
        member.name = "../../dehors.jsonl"
    return True


DAMAGES = {
    "flipped": flip,
    "cut": cut,
    "missing": rewritten(without_a_file),
    "outside": rewritten(outside),
    "empty": lambda _, path: path.write_bytes(b""),
}


@pytest.mark.any_database
@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_copy_is_refused(db, copy, tmp_path, name):
    damaged = tmp_path / "abimee.tar.gz"
    DAMAGES[name](copy, damaged)
    with pytest.raises(Obstacle, match="abîmée"):
        archive.check(damaged, tmp_path / "lu")
    assert not (tmp_path / "dehors.jsonl").exists()


def test_a_copy_that_is_refused_touches_nothing(copy, site, tmp_path):
    data = shutil.copytree(site, tmp_path / "var")
    flip(copy, tmp_path / "abimee.tar.gz")
    before = (data / "db.sqlite3").read_bytes()
    done = manage(data, "restore", tmp_path / "abimee.tar.gz", "--replace")
    assert done.returncode == 1
    assert "abîmée" in done.stderr
    assert "Traceback" not in done.stderr
    assert (data / "db.sqlite3").read_bytes() == before


def with_migrations(copy, path, change):
    """Make a copy again as another version of the code would have."""
    with tarfile.open(copy) as archive, tarfile.open(path, "w:gz") as other:
        for member in archive.getmembers():
            content = archive.extractfile(member).read()
            if member.name == "manifest.json":
                facts = json.loads(content)
                content = json.dumps(
                    facts | {"migrations": change(facts["migrations"]), "commit": "27097bbcdef0"}
                ).encode()
                member.size = len(content)
            other.addfile(member, io.BytesIO(content))


@pytest.mark.parametrize("change", [lambda names: names[:-1], lambda names: [*names, "portal.0099_plus_tard"]])
def test_a_copy_of_another_version_is_refused_and_names_it(db, copy, tmp_path, change):
    with_migrations(copy, tmp_path / "autre.tar.gz", change)
    with pytest.raises(Obstacle, match=r"une autre version : .* \(git checkout 27097bbcde\)"):
        archive.check(tmp_path / "autre.tar.gz", tmp_path / "lu")


def test_copies_that_are_too_old_are_deleted_and_nothing_else(site, copy):
    folder = site / "backups"
    old = [folder / f"portail-2020-01-{day:02}T030000.tar.gz" for day in range(1, 29)]
    for path in [*old, folder / "notes.txt"]:
        path.write_bytes(b"")
    manage(site, "backup")
    names = {path.name for path in folder.iterdir()}
    assert "notes.txt" in names
    assert copy.name in names
    assert 4 < len(names & {path.name for path in old}) < 15


def test_nobody_else_on_the_machine_reads_a_copy(copy):
    assert copy.stat().st_mode & 0o777 == 0o600


def test_a_bit_that_is_wrong_anywhere_is_told_in_french(db, copy, tmp_path):
    content = copy.read_bytes()
    for number in range(1, 20):
        damaged = bytearray(content)
        damaged[len(content) * number // 20] ^= 16
        (tmp_path / "abimee.tar.gz").write_bytes(damaged)
        with pytest.raises(Obstacle) as told:
            archive.check(tmp_path / "abimee.tar.gz", tmp_path / f"lu{number}")
        assert "rien n’a été touché" in str(told.value)
        assert not {"file", "while", "error"} & set(str(told.value).replace("(", " ").split())


def test_a_copy_that_finds_no_room_leaves_nothing_and_says_so(site, tmp_path):
    folder = tmp_path / "copies"
    folder.mkdir()
    limit = (100_000, resource.RLIM_INFINITY)
    done = manage(site, "backup", "--to", folder, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
    assert done.returncode == 1
    assert "Le disque n’a plus de place" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(folder.iterdir())


def test_what_a_copy_that_was_cut_short_left_is_deleted_the_next_day(tmp_path):
    for name, age in {".portail-vieux": 2, ".portail-2026-11-28T031500.tar.gz": 0, "portail-vieux": 2}.items():
        (tmp_path / name).mkdir()
        then = time.time() - age * 86400
        os.utime(tmp_path / name, (then, then))
    rotation.clear_leftovers(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {".portail-2026-11-28T031500.tar.gz", "portail-vieux"}


MISSED = """
from pathlib import Path
from portal.backup import archive
archive.stored_files = lambda: ["documents/parti.pdf"]
Path("{here}/brouillon").mkdir()
print(archive.write(Path("{here}"), Path("{here}/brouillon")))
"""


def test_a_file_deleted_while_the_copy_is_made_stops_nothing(site, tmp_path):
    done = manage(site, "shell", "-v0", "-c", MISSED.format(here=tmp_path))
    assert done.returncode == 0, done.stderr
    assert not [name for name in manifest(done.stdout.strip())["sha256"] if name.startswith("media/")]


def test_a_base_of_a_newer_version_is_left_alone_and_one_is_told_what_to_do(copy, site, tmp_path):
    data = shutil.copytree(site, tmp_path / "var")
    newer = "INSERT INTO django_migrations (app, name, applied) VALUES ('portal', '0099_plus_tard', '2026-11-28')"
    with closing(sqlite3.connect(data / "db.sqlite3")) as database, database:
        database.execute(newer)
    done = manage(data, "restore", copy, "--replace")
    assert done.returncode == 1
    assert "La base vient d’une version plus récente" in done.stderr
    assert "createdb" in done.stderr
    assert manage(tmp_path / "vide", "restore", copy).returncode == 0


def test_the_version_of_a_copy_is_the_one_to_install_again(tmp_path):
    assert archive.commit(tmp_path) == ""
    (tmp_path / ".git/refs/heads").mkdir(parents=True)
    (tmp_path / ".git/HEAD").write_text("ref: refs/heads/main\n")
    (tmp_path / ".git/refs/heads/main").write_text("0a65da1\n")
    assert archive.commit(tmp_path) == "0a65da1"
    (tmp_path / ".git/HEAD").write_text("27097bb\n")
    assert archive.commit(tmp_path) == "27097bb"
