"""What must be true before the site is served, each brought about only if it is not so already.

`say` is called with a French line before anything that takes time.
"""

import hashlib
import os
import secrets
import sys
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string

from portal.obstacles import Obstacle, explain

ADMIN = "admin"
NO_CONTENT = "Le contenu initial n’a pas pu être chargé : {trouble}"


def migrate(say):
    """Bring the database to the schema of this code."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Préparation de la base de données…")
        call_command("migrate", interactive=False, verbosity=0)


def load_content(say):
    """Load the initial content: the command itself leaves alone what is already there."""
    say("Contenu initial…")
    try:
        call_command("load_initial_content")
    except Exception as error:
        raise explain(error, settings.DATA_DIR, otherwise=NO_CONTENT) from error


def collect_static(say):
    """Collect the static files, unless the collection was made from the very same ones."""
    stamp = settings.DATA_DIR / "static.sha256"
    wanted = static_fingerprint()
    is_whole = stamp.exists() and stamp.read_text() == wanted and Path(settings.STATIC_ROOT).is_dir()
    if not is_whole:
        say("Rassemblement des fichiers statiques…")
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(wanted)


def static_fingerprint():
    """Digest of what a collection depends on: path, size and date of every source, and the code that collects."""
    backend = settings.STORAGES["staticfiles"]["BACKEND"]
    sources = [sys.modules[import_string(backend).__module__].__file__]
    for finder in get_finders():
        sources += [storage.path(name) for name, storage in finder.list([])]
    states = [(source, Path(source).stat()) for source in sorted(sources)]
    facts = [backend, *(f"{source} {state.st_size} {state.st_mtime_ns}" for source, state in states)]
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


def admin_password():
    """Password for the first account, asked for or drawn at random; None once there is an account."""
    user_model = get_user_model()
    if user_model.objects.exists():
        return None
    password = os.environ.get("ADMIN_PASSWORD") or secrets.token_urlsafe(12)
    try:
        validate_password(password, user_model(username=ADMIN))
    except ValidationError as error:
        raise Obstacle(f"ADMIN_PASSWORD ne convient pas : {' '.join(error.messages)}") from error
    return password


def create_admin(password):
    get_user_model().objects.create_superuser(ADMIN, email="", password=password)
