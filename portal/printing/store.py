"""Folders of DATA_DIR where made files are kept: a reader finds a whole one or none."""

import fcntl
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


class Store:
    """A folder of DATA_DIR, made when it is first written to."""

    def __init__(self, name):
        self.name = name

    @property
    def path(self):
        return Path(settings.DATA_DIR) / self.name

    def write(self, name, content):
        """Put a whole file in its place at once."""
        self.path.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=self.path, prefix=".", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(aside).replace(self.path / name)

    @contextmanager
    def turn(self):
        """Let one maker work at a time, among all the processes and threads of this machine."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
