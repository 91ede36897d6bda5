"""A site of its own, served for real from an empty folder, for as long as a trial lasts."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
READY = "Ctrl+C"
OPENED = "opened.json"
# What the surroundings say of another site does not hold for this one.
OTHER_SITES = {"DJANGO_SETTINGS_MODULE", "DEBUG", "SITE_URL", "ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_URL"}
# The tests look at pages that are made each time; a site that is served keeps them.
OTHER_SITES |= {"PAGE_CACHE"}


class Site(NamedTuple):
    url: str
    admin_password: str
    data_dir: Path
    environment: dict
    process: subprocess.Popen | None


@contextmanager
def trial_site(data_dir, *options, **changes):
    """Serve a new site whose data lie in `data_dir` on a free port, and end it on leaving.

    `options` are those of `manage.py serve`; `changes` are environment variables.
    """
    environment = trial_environment(data_dir) | changes
    log = Path(data_dir) / "serve.log"
    with log.open("w") as output:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "manage.py", "serve", *options], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
    try:
        wait_until_ready(process, log)
        yield Site(environment["SITE_URL"], environment["ADMIN_PASSWORD"], Path(data_dir), environment, process)
    finally:
        process.terminate()
        process.wait(30)


def open_once(data_dir):
    """Serve a new site in `data_dir` and end it: what `make serve` leaves on a new machine, for opened() to find."""
    with trial_site(data_dir) as site:
        ours = {name: value for name, value in site.environment.items() if os.environ.get(name) != value}
        (site.data_dir / OPENED).write_text(json.dumps(ours))
    return opened(data_dir)


def opened(data_dir):
    """Return the Site that open_once() left in `data_dir`."""
    ours = json.loads((Path(data_dir) / OPENED).read_text())
    return Site(ours["SITE_URL"], ours["ADMIN_PASSWORD"], Path(data_dir), trial_environment(data_dir) | ours, None)


@contextmanager
def trial_copy(site, data_dir):
    """Serve a copy in `data_dir` of a Site that was served once and ended: it is ready in a moment."""
    shutil.copytree(site.data_dir, data_dir, dirs_exist_ok=True)
    with trial_site(data_dir, ADMIN_PASSWORD=site.admin_password) as copy:
        yield copy


def trial_environment(data_dir):
    """Environment variables of a site of its own in `data_dir`, on a port that was free a moment ago."""
    port = free_port()
    ours = {name: value for name, value in os.environ.items() if name not in OTHER_SITES}
    return ours | {
        "DATA_DIR": str(data_dir),
        "PORT": str(port),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ADMIN_PASSWORD": secrets.token_urlsafe(12),
    }


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_ready(process, log, seconds=300):
    end = time.monotonic() + seconds
    while READY not in log.read_text():
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"The site did not start:\n{log.read_text()}")
        time.sleep(0.2)
