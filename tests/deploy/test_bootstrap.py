"""What stands between a fresh clone and an installed environment, each tried for real."""

import os
import re
import shutil
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from deploy import bootstrap
from deploy.trial import ROOT, trial_environment
from portal.obstacles import Obstacle, explain

RUN = [shutil.which("sh"), "deploy/run.sh", "serve"]


def run(folder=ROOT, **environment):
    return subprocess.run(RUN, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)


def is_one_french_sentence(done):
    """Whether a command failed with one line that ends as a sentence does, and nothing else."""
    return done.returncode == 1 and re.fullmatch(r"[A-ZÀ-Ý][^\n]*[.…]\n", done.stderr)


def program(path, line):
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)
    return str(path)


def no_packages():
    """Variables under which neither pip nor uv finds a package, on this machine or elsewhere."""
    index = dict.fromkeys(["UV_DEFAULT_INDEX", "PIP_INDEX_URL"], "http://127.0.0.1:9/simple")
    return index | {"UV_NO_CACHE": "1", "PIP_NO_CACHE_DIR": "1", "PIP_CONFIG_FILE": os.devnull}


@pytest.mark.parametrize("port", ["8000 ", "abc", "0", "65536", "²"])
def test_a_port_that_is_no_number_is_told_in_a_sentence(port):
    done = run(**os.environ | {"PORT": port})

    assert is_one_french_sentence(done)
    assert "PORT" in done.stderr


def test_a_port_in_use_is_told_in_a_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run(**os.environ | {"PORT": port})

    assert is_one_french_sentence(done)
    assert port in done.stderr


def test_a_python_that_leads_nowhere_is_told_in_a_sentence(tmp_path):
    program(tmp_path / "python3", "exit 127")
    program(tmp_path / "dirname", f'exec {shutil.which("dirname")} "$@"')

    done = run(PATH=str(tmp_path))

    assert is_one_french_sentence(done)
    assert "Python 3.11" in done.stderr


def test_a_python_too_old_is_told_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", program(tmp_path / "python3", "exit 1"))
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Obstacle, match=r"3\.11, 3\.12 ou 3\.13"):
        bootstrap.find_python()


def test_a_python_that_suits_is_found_behind_one_too_old(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", program(tmp_path / "python3", "exit 1"))
    program(tmp_path / "python3.13", "exit 127")
    program(tmp_path / "python3.12", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))

    assert bootstrap.find_python() == "python3.12"


def test_no_network_is_told_in_a_sentence(tmp_path):
    for name in ("deploy/run.sh", "deploy/bootstrap.py", "portal/obstacles.py", "requirements.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)

    done = run(tmp_path, **trial_environment(tmp_path) | no_packages())

    assert is_one_french_sentence(done)
    assert "connexion à Internet" in done.stderr


def test_a_full_disk_is_told_in_a_sentence():
    with pytest.raises(OSError, match="No space") as caught:
        Path("/dev/full").write_text("x")

    assert "plus de place" in str(explain(caught.value, "/dev"))


def test_the_secret_key_is_written_once_for_its_owner_alone(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY")
    bootstrap.keep_secret_key(tmp_path)
    path = tmp_path / "secrets.env"
    written = path.read_text()
    bootstrap.keep_secret_key(tmp_path)

    assert re.fullmatch(r"SECRET_KEY=[\w-]{60,}\n", written)
    assert path.read_text() == written
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
