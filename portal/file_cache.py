"""The cache of a site without CACHE_URL: files, which all the workers of one machine count in."""

from contextlib import suppress
from pathlib import Path

from django.core.cache.backends.filebased import FileBasedCache

# How many times something is kept before what is over is looked for.
SELDOM = 200


class PatientFileCache(FileBasedCache):
    """Forgets what is over, and nothing else.

    Django's own holds 300 entries, then forgets a third of them at random: whoever tried two hundred names freed the
    one that was locked, and began to guess again.
    """

    def __init__(self, folder, params):
        super().__init__(folder, params)
        self.kept = 0

    def _cull(self):
        self.kept += 1
        if self.kept % SELDOM == 0:
            self.forget_what_is_over()

    def forget_what_is_over(self):
        for name in self._list_cache_files():
            with suppress(OSError, EOFError), Path(name).open("rb") as file:
                self._is_expired(file)
