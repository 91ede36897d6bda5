"""Builds .venv from a lock file with nothing but Python's own library, then runs what `make` was asked.

    python3 -m deploy.bootstrap serve | test | bench | backup | restore | audit | sbom

Any Python from 3.6 on can read it: it is what tells an older one that 3.11 is needed.
"""

import hashlib
import os
import re
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

from portal.obstacles import Obstacle, explain, require_free_port, require_writable

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = str(VENV / "bin" / "python")
STAMP = VENV / "installed.txt"
# Compiling every module takes longer than all that a first start reads of them.
PIP = [PYTHON, "-m", "pip", "install", "--no-compile", "--retries=2", "--disable-pip-version-check"]

PRODUCTION = ["requirements.txt"]
# The lock of the tests holds the other one whole.
TESTS = [*PRODUCTION, "tests/requirements.txt"]
TASKS = {
    "serve": (PRODUCTION, ["manage.py", "serve"]),
    "test": (TESTS, ["-m", "deploy.test"]),
    "bench": (PRODUCTION, ["-m", "deploy.bench"]),
    "backup": (PRODUCTION, ["manage.py", "backup"]),
    "restore": (PRODUCTION, ["manage.py", "restore"]),
    "audit": (TESTS, ["-m", "deploy.audit"]),
    "sbom": (TESTS, ["-m", "deploy.sbom"]),
}

# These work on the site that this machine serves, with its secrets.
OF_THE_SITE = {"serve", "backup", "restore"}

SUITS_US = "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"
NO_PYTHON = (
    "Il faut Python 3.11, 3.12 ou 3.13, introuvable ici : "
    "installez-le (Debian, Ubuntu : apt install python3 python3-venv), puis relancez la commande."
)
NO_VENV = "Il manque à Python de quoi créer un environnement : apt install python3-venv, puis relancez la commande."
NO_NETWORK = (
    "Les bibliothèques Python n’ont pas pu être téléchargées : "
    "vérifiez la connexion à Internet (et le miroir indiqué à pip ou à uv), puis relancez la commande."
)
NOT_INSTALLED = "L’installation des bibliothèques a échoué : {trouble}"


def main(name, *arguments):
    """Prepare the environment, then become the task `name`; what prevents it is told in a sentence, and ends with 1."""
    locks, command = TASKS[name]
    try:
        if name == "serve":
            require_free_port(os.environ.get("PORT") or "8000")
        install(locks)
        if name in OF_THE_SITE:
            os.environ["DEBUG"] = "0"
            keep_secret_key(Path(os.environ.setdefault("DATA_DIR", str(ROOT / "var"))))
    except KeyboardInterrupt:
        sys.exit(130)
    except (Obstacle, OSError) as trouble:
        tell(sys.stderr, trouble if isinstance(trouble, Obstacle) else explain(trouble, ROOT))
        sys.exit(1)
    os.environ["PYTHONUTF8"] = "1"
    # A dozen processes read the same modules: what the first compiles is kept, whatever the machine's habits.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.chdir(str(ROOT))
    os.execv(PYTHON, [PYTHON, *command, *arguments])  # noqa: S606


def install(locks):
    """Bring .venv to what the last of `locks` says, unless it is already there."""
    wanted = {f"{hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()}  {lock}" for lock in locks}
    works = runs(PYTHON, "-c", SUITS_US)
    if works and STAMP.exists() and wanted <= set(STAMP.read_text().splitlines()):
        return
    has_uv = runs("uv", "--version")
    if not works or not (has_uv or runs(PYTHON, "-m", "pip", "--version")):
        build(has_uv)
    tell(sys.stdout, "Installation des bibliothèques Python (jusqu’à une minute la première fois)…")
    installer = ["uv", "pip", "install", "--python", PYTHON] if has_uv else PIP
    run([*installer, "--quiet", "--require-hashes", "--requirement", locks[-1]])
    STAMP.write_text("\n".join(sorted(wanted)))


def build(has_uv):
    """Make an empty .venv with a Python that suits us; uv needs no pip in it."""
    python = find_python()
    require_writable(ROOT)
    tell(sys.stdout, "Création de l’environnement Python (.venv)…")
    run([python, "-m", "venv", "--clear", *(["--without-pip"] if has_uv else []), str(VENV)])


def find_python():
    """Name of a Python 3.11, 3.12 or 3.13 that runs: a name in the PATH may be a shim that leads nowhere."""
    for candidate in (sys.executable, "python3.13", "python3.12", "python3.11", "python3"):
        if runs(candidate, "-c", SUITS_US):
            return candidate
    raise Obstacle(NO_PYTHON)


def runs(*command):
    """Whether the command exists here and ends well."""
    nowhere = subprocess.DEVNULL
    try:
        return subprocess.call(command, stdin=nowhere, stdout=nowhere, stderr=nowhere) == 0  # noqa: S603
    except OSError:
        return False


def run(command):
    """Run an installer in silence; if it fails, what it wrote tells which obstacle it met."""
    done = subprocess.run(command, cwd=str(ROOT), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # noqa: S603
    if not done.returncode:
        return
    output = done.stdout.decode(errors="replace").strip()
    if "ensurepip" in output:
        raise Obstacle(NO_VENV)
    is_network = re.search(r"(?i)connect|timed out|failed to fetch|resol|no matching distribution", output)
    raise explain(output, ROOT, otherwise=NO_NETWORK if is_network else NOT_INSTALLED)


def keep_secret_key(folder):
    """Write a random SECRET_KEY in `folder` once, for its owner alone to read."""
    path = folder / "secrets.env"
    if path.exists() or "SECRET_KEY" in os.environ:
        return
    require_writable(folder)
    with tempfile.NamedTemporaryFile("w", dir=str(folder), delete=False) as draft:
        draft.write(f"SECRET_KEY={secrets.token_urlsafe(50)}\n")
    Path(draft.name).replace(path)


def tell(stream, text):
    """Write a line in UTF-8, whatever the machine's language settings."""
    stream.buffer.write(f"{text}\n".encode())
    stream.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
