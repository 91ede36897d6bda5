"""Two machines of one site, which share a database, a cache and a bucket; copies of the site."""

import json
import shutil
import subprocess
import sys
import tarfile

import psycopg
import requests

from deploy.trial import ROOT, free_port, trial_environment
from tests.deploy.bucket import Line, bucket
from tests.deploy.proxied import HOST, Behind, nginx
from tests.deploy.served import editors, node, redis


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
