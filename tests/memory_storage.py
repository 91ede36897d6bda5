"""Files of the tests, in memory."""

from django.core.files.storage import InMemoryStorage
from django.core.files.storage.memory import InMemoryDirNode


class LastingMemoryStorage(InMemoryStorage):
    """Keeps files as long as the process: those of the initial content, loaded once, are there for every test.

    Django makes its storages anew whenever a test changes a setting of theirs.
    """

    files = InMemoryDirNode()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._root = self.files
        self._resolve(self.base_location, create_if_missing=True, leaf_cls=InMemoryDirNode)
