"""The web server, in a process of its own: granian, told how to serve this site on this machine."""

import http.client
import os
import signal
import subprocess
import sys
import time
from contextlib import closing, suppress

from django.conf import settings

from portal.obstacles import Obstacle

HOST = "127.0.0.1"
OPTIONS = ["--interface", "wsgi", "--http", "1", "--log-level", "error"]
# Two seconds to end what is being answered: a browser that merely keeps its line open must not hold us longer.
OPTIONS += ["--workers", "2", "--blocking-threads", "2", "--workers-kill-timeout", "2"]


class Server:
    """Granian on one port. Used as a context: it starts on entering and is gone on leaving."""

    def __init__(self, port):
        self.port = port

    def __enter__(self):
        command = [sys.executable, "-m", "granian", *OPTIONS, "--host", HOST, "--port", str(self.port)]
        # A session of its own: Ctrl+C reaches us alone, and we end it in order.
        self.process = subprocess.Popen(  # noqa: S603
            [*command, settings.WSGI_APPLICATION.replace(".application", ":application")],
            cwd=settings.BASE_DIR,
            env=os.environ | {"DATA_DIR": str(settings.DATA_DIR.absolute())},
            start_new_session=True,
        )
        return self

    def __exit__(self, *exception):
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        # Its workers too, should they outlive it.
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def wait_for_answer(self, seconds=120):
        """Status of the first answer of the home page; whoever waits for it is the one who pays for a cold start."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            try:
                with closing(http.client.HTTPConnection(HOST, self.port, timeout=seconds)) as connection:
                    connection.request("GET", "/")
                    return connection.getresponse().status
            except OSError:
                time.sleep(0.1)
        raise Obstacle("Le serveur n’a pas démarré : les lignes ci-dessus disent pourquoi.")

    def wait_for_end(self):
        """Wait as long as the server lives: its end is never wanted here."""
        self.process.wait()
        raise Obstacle("Le serveur s’est arrêté de lui-même : relancez « make serve ».")
