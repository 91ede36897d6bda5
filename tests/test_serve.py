"""`manage.py serve`, run for real: what it does once, what it leaves alone, and what it says when it can't."""

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from deploy.trial import ROOT, trial_environment, trial_site

pytestmark = pytest.mark.xdist_group("serve")

SERVE = [sys.executable, "manage.py", "serve"]


def serve(data_dir, *command, **environment):
    environment = trial_environment(data_dir) | environment
    return subprocess.run(command or SERVE, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)


def python(site, code, **environment):
    """Run code on the data of a site, as an editor's action would; return what it prints."""
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    return subprocess.check_output(command, cwd=ROOT, env=site.environment | environment, text=True)


def get(site, path):
    with closing(http.client.HTTPConnection(urlsplit(site.url).netloc)) as connection:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()


def is_one_french_sentence(done):
    """Whether a command failed with one line that ends as a sentence does, and nothing else."""
    return done.returncode == 1 and re.fullmatch(r"[A-ZÀ-Ý][^\n]*[.…]\n", done.stderr)


@pytest.fixture
def data_dir(opened_site, tmp_path):
    """A copy of the data of a site that has been served once and ended, to serve again."""
    return shutil.copytree(opened_site.data_dir, tmp_path / "var")


def test_a_folder_where_nothing_can_be_written_is_told_in_a_sentence():
    done = serve("/sys/portail")

    assert is_one_french_sentence(done)
    assert "/sys/portail" in done.stderr


def test_a_disk_that_fills_up_is_told_in_a_sentence(tmp_path):
    # No file may grow beyond 100 blocks of 512 bytes: the database soon meets what a full disk would be.
    done = serve(tmp_path, "sh", "-c", f"ulimit -f 100; exec {' '.join(SERVE)}")

    assert is_one_french_sentence(done)
    assert "plus de place" in done.stderr


def test_a_database_out_of_reach_is_told_in_a_sentence(tmp_path):
    done = serve(tmp_path, DATABASE_URL="postgres://127.0.0.1:9/portail")

    assert done.returncode == 1
    assert done.stderr.startswith("La base de données (DATABASE_URL) ne répond pas")
    assert "Traceback" not in done.stderr


def test_the_first_run_says_where_the_site_is_and_who_may_enter(opened_site):
    site, said = opened_site, (opened_site.data_dir / "serve.log").read_text()

    assert f"{site.url}/\n" in said
    assert f"{site.url}/admin/\n" in said
    assert f"mot de passe {site.admin_password} " in said


SCHEDULE = """
from datetime import timedelta
from django.utils import timezone
from portal.models import HomePage, StandardPage
page = StandardPage(title="Plus tard", slug="plus-tard", live=False, go_live_at=timezone.now() + timedelta(seconds=3))
HomePage.objects.get().add_child(instance=page)
page.save_revision(approved_go_live_at=page.go_live_at)
"""


def test_a_page_is_published_at_its_hour_while_the_site_runs(data_dir):
    with trial_site(data_dir, "--publish-every", "1") as site:
        python(site, SCHEDULE)
        end = time.monotonic() + 60
        while get(site, "/plus-tard/")[0] == 404 and time.monotonic() < end:
            time.sleep(0.5)

        assert get(site, "/plus-tard/")[0] == 200


PUBLISH = """
from portal.initial_content import page_at
page = page_at("/aide/").specific
page.title = "Titre numéro {number}"
page.save_revision().publish()
"""


def test_no_worker_ever_answers_with_a_page_older_than_the_last_publication(data_dir):
    with trial_site(data_dir) as site:
        for number in (1, 2):
            # Both workers know the page as it was.
            assert all(f"numéro {number}" not in get(site, "/aide/")[1] for _ in range(20))
            python(site, PUBLISH.format(number=number))
            assert all(f"Titre numéro {number}" in get(site, "/aide/")[1] for _ in range(20))


RENAME = "from portal.models import HomePage; HomePage.objects.update(title='Autre titre')"
READ_PASSWORD = "from django.contrib.auth.models import User; print(User.objects.get().password)"


def test_a_second_run_changes_nothing_that_an_editor_changed(opened_site, data_dir):
    site = opened_site
    python(site, RENAME, DATA_DIR=data_dir)
    with trial_site(data_dir, ADMIN_PASSWORD="un-tout-autre-mot-de-passe") as second:
        assert "Autre titre" in get(second, "/")[1]
        assert python(second, READ_PASSWORD) == python(site, READ_PASSWORD)

    said = (data_dir / "serve.log").read_text()
    assert "un-tout-autre" not in said
    assert "Préparation" not in said
    assert "Rassemblement" not in said


def test_the_command_ends_with_an_error_and_leaves_nothing_behind_when_its_server_dies(data_dir):
    with trial_site(data_dir) as site:
        children = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children").read_text()
        os.kill(int(children), signal.SIGKILL)

        assert site.process.wait(30) == 1
        with pytest.raises(ConnectionRefusedError):
            get(site, "/")

    assert "Le serveur s’est arrêté" in (data_dir / "serve.log").read_text().splitlines()[-1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_everything_in_silence(data_dir, number):
    with trial_site(data_dir) as site:
        said = (data_dir / "serve.log").read_text()
        site.process.send_signal(number)

        assert site.process.wait(30) == 0

    assert (data_dir / "serve.log").read_text() == said
