"""Nodes of the site and what they lean on, started and ended for real; an editor who sends forms to them."""

import io
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import requests
from PIL import Image

from deploy.packages import program
from deploy.trial import ROOT, free_port, trial_environment
from tests.editing import PUBLISH, written

TOKEN = "x" * 32
# Prints the key of the home page, then that of a session for each editor.
SIGN_IN = """
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from importlib import import_module
from portal.models import HomePage
print(HomePage.objects.get().pk)
for number in range({number}):
    user = get_user_model().objects.create_superuser(f"editeur{{number}}", "e@exemple.fr", "mot-de-passe-{{number}}")
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    backend = "django.contrib.auth.backends.ModelBackend"
    session.update({{SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: backend}})
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    print(session.session_key)
"""


@contextmanager
def node(port, environment, workers=1):
    command = [sys.executable, "-m", "deploy.workers", "--interface", "wsgi", "--http", "1", "--workers", str(workers)]
    command += ["--blocking-threads", "2", "--port", str(port), "--log-level", "error", "--respawn-failed-workers"]
    process = subprocess.Popen([*command, "portal.wsgi:application"], cwd=ROOT, env=environment, start_new_session=True)
    try:
        wait_for(port)
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def redis(port, folder):
    """A cache that machines share, of which nothing is kept on a disk."""
    command = [program("redis-server", "redis-server"), "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    process = subprocess.Popen([*command, "--dir", str(folder)], stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for(port, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"Nothing listens on {port}.")


def workers_of(process):
    """Return the processes that answer: the children of granian, which starts them anew when they die."""
    children = {
        int(child)
        for path in Path(f"/proc/{process.pid}/task").glob("*/children")
        for child in path.read_text().split()
    }
    return [child for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def python(environment, code):
    """Run code on the data of a site; return what it prints."""
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    return subprocess.check_output(command, cwd=ROOT, env=environment, text=True)


class Editor(requests.Session):
    """Somebody who writes the site, signed in, at the keyboard of a browser."""

    def __init__(self, url, session_key):
        super().__init__()
        self.url = url
        self.cookies.update({"sessionid": session_key, "csrftoken": TOKEN})

    def fill_in(self, path, fields, files=None):
        """Send a form; return whether it was taken, None if nobody answered, with the answer kept in `last`."""
        data = written(fields) | {"csrfmiddlewaretoken": TOKEN}
        self.last = None
        try:
            self.last = self.post(self.url + path, data, files=files, allow_redirects=False, timeout=60)
        except requests.RequestException:
            return None
        return self.last.status_code == 302

    def publish(self, parent, title):
        """Publish a new page under `parent`, named as its title says; return whether the CMS said that it was done."""
        fields = {"title": title, "slug": slug_of(title), "body": (), "comments": []}
        return self.fill_in(f"/admin/pages/add/portal/standardpage/{parent}/", fields | PUBLISH)


def editors(url, environment, number):
    """Return the key of the home page, and editors who are signed in."""
    home, *keys = python(environment, SIGN_IN.format(number=number)).split()
    return int(home), [Editor(url, key) for key in keys]


def picture(side):
    """Return a JPEG of noise, about a byte and a half a point."""
    output = io.BytesIO()
    Image.effect_noise((side, side), 90).convert("RGB").save(output, "JPEG", quality=95)
    return output.getvalue()


def send_picture(editor, title, data, path="/admin/images/add/"):
    fields = {"title": title, "collection": "1", "language": "fr", "description": "Du bruit"}
    return editor.fill_in(path, fields, files={"file": ("bruit.jpg", data, "image/jpeg")})


def slug_of(title):
    return title.lower().replace(" ", "-")


class Served:
    """A copy of the site as systemd serves it: two workers that are started anew, a shared cache, no mail server."""

    def __init__(self, data_dir, stack):
        self.stack, self.port, self.cache_port, self.folder = stack, free_port(), free_port(), data_dir
        self.url = f"http://127.0.0.1:{self.port}"
        changes = {"PORT": str(self.port), "SITE_URL": self.url, "DEBUG": "0", "EMAIL_URL": "smtp://127.0.0.1:9"}
        self.environment = trial_environment(data_dir) | changes | {"CACHE_URL": f"redis://127.0.0.1:{self.cache_port}"}
        self.start_cache()
        self.start()
        self.home, self.editors = editors(self.url, self.environment, 3)

    def start(self):
        self.process = self.stack.enter_context(node(self.port, self.environment, workers=2))

    def start_cache(self):
        self.cache = self.stack.enter_context(redis(self.cache_port, self.folder))

    def kill_workers(self):
        """End the workers as a lack of memory does; the server, which lives, starts others."""
        for worker in workers_of(self.process):
            os.kill(worker, signal.SIGKILL)

    def kill(self):
        """End the server with its workers, as a power cut does; systemd starts it again."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.start()

    def files(self):
        return {path for path in (self.folder / "media").rglob("*") if path.is_file()}

    def get(self, path, **options):
        return requests.get(self.url + path, timeout=60, **options)

    def rows(self, question, *values):
        """Return what the database holds."""
        with closing(sqlite3.connect(self.folder / "db.sqlite3")) as database:
            return list(database.execute(question, values))

    def ask(self, question, *values):
        """Return the first column of what the database holds."""
        return [row[0] for row in self.rows(question, *values)]

    def found(self, code, word):
        """Return what a trial left under its word: whether each thing is whole, by title."""
        lines = python(self.environment, code.format(word=word)).splitlines()
        return {title: whole == "True" for title, whole in (line.split(":") for line in lines)}
