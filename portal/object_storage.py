"""Files in an S3 storage that several machines share (MEDIA_STORAGE): private, never overwritten, read by ranges.

A site whose files are on a disk imports nothing of this: deploy/s3/requirements.txt has the libraries that it needs.
"""

import io
import logging
import time
from contextlib import contextmanager
from urllib.parse import urljoin

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import File
from django.utils.crypto import get_random_string
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from portal.storage import StorageAway

logger = logging.getLogger(__name__)

# Seconds. The library would wait five minutes, and few requests are answered at once.
CONNECT, READ = 3, 10
BUFFER = 256 * 1024


class ObjectStorage(S3Storage):
    """Keeps what is sent in a bucket. OPTIONS are those of django-storages, and `read_timeout`.

    A storage that does not answer is left alone for as long; then one request tries, and the others do without it
    meanwhile.
    """

    def get_default_settings(self):
        return super().get_default_settings() | {"file_overwrite": False, "default_acl": None, "read_timeout": READ}

    def __init__(self, **options):
        super().__init__(**options)
        # On the clock of this process; 0 while all is well.
        self.away_until = 0.0
        # The second try is for a line that was closed meanwhile. Older storages refuse checksums that they do not know.
        patience = Config(
            connect_timeout=CONNECT,
            read_timeout=self.read_timeout,
            retries={"mode": "standard", "total_max_attempts": 2},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        self.client_config = self.client_config.merge(patience)

    @contextmanager
    def answering(self):
        """Turn what goes wrong into FileNotFoundError or StorageAway, at once while the storage is left alone."""
        now = time.monotonic()
        if now < self.away_until:
            raise StorageAway("il n’a pas répondu à l’instant")
        if self.away_until:
            self.away_until = now + 2 * (CONNECT + self.read_timeout)
        try:
            yield
        except ClientError as error:
            status, code = error.response["ResponseMetadata"]["HTTPStatusCode"], error.response["Error"]["Code"]
            self.away_until = 0.0
            if status == 404 and code != "NoSuchBucket":
                raise FileNotFoundError(str(error)) from error
            raise self._away(error, is_silent=status >= 500) from error
        except BotoCoreError as error:
            raise self._away(error, is_silent=True) from error
        self.away_until = 0.0

    def _away(self, error, is_silent):
        logger.warning("Le stockage des fichiers (MEDIA_STORAGE) a failli : %s", error)
        if is_silent:
            self.away_until = time.monotonic() + self.read_timeout
        return StorageAway(str(error))

    def url(self, name, **options):
        """Address of a file on the site, which alone knows who may read it."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))

    def get_available_name(self, name, max_length=None):
        """Return a name that no file has, nor one that another machine is sending now: in a folder drawn at random.

        Not every storage refuses to write over what is there.
        """
        folder, _, last = name.replace("\\", "/").rpartition("/")
        drawn = "/".join(part for part in (folder, get_random_string(8), last) if part)
        return super().get_available_name(drawn, max_length)

    def exists(self, name):
        with self.answering():
            return super().exists(name)

    def size(self, name):
        with self.answering():
            return super().size(name)

    def get_modified_time(self, name):
        with self.answering():
            return super().get_modified_time(name)

    def listdir(self, name):
        with self.answering():
            return super().listdir(name)

    def all_names(self):
        """Return the name of every file: a thousand a question, whatever their folders."""
        start = f"{self.location}/" if self.location else ""
        with self.answering():
            pages = self.connection.meta.client.get_paginator("list_objects_v2")
            pages = pages.paginate(Bucket=self.bucket_name, Prefix=start)
            found = [entry["Key"] for page in pages for entry in page.get("Contents", ())]
        return [key.removeprefix(start) for key in found if not key.endswith("/")]

    def delete(self, name):
        """Delete a file; one that stays because the storage is away is deleted another night, by clear_files."""
        try:
            with self.answering():
                super().delete(name)
        except StorageAway as error:
            logger.warning("« %s » reste à supprimer : %s", name, error)

    def put_back(self, name, content):
        """Keep a file under this very name, in place of the one that is there: readers have one or the other."""
        self._save(name, content)

    def _save(self, name, content):
        with self.answering():
            return super()._save(name, content)

    def _open(self, name, mode="rb"):
        if mode != "rb":
            raise ValueError("A file of the bucket is read as bytes, and written whole by save().")
        found = self.bucket.Object(self._normalize_name(name))
        with self.answering():
            found.load()
        return File(io.BufferedReader(_Content(self, found), BUFFER), name)


class _Content(io.RawIOBase):
    """The bytes of an object, asked for from where they are read on; nothing is kept on this machine."""

    def __init__(self, storage, found):
        self.storage, self.found, self.length = storage, found, found.content_length
        self.at, self.body = 0, None

    def readable(self):
        return True

    def seekable(self):
        return True

    def tell(self):
        return self.at

    def seek(self, offset, whence=io.SEEK_SET):
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self.at, io.SEEK_END: self.length}[whence]
        if start + offset != self.at:
            self._leave()
        self.at = max(start + offset, 0)
        return self.at

    def readinto(self, buffer):
        if self.at >= self.length:
            return 0
        with self.storage.answering():
            if self.body is None:
                self.body = self.found.get(Range=f"bytes={self.at}-")["Body"]
            data = self.body.read(len(buffer))
        buffer[: len(data)] = data
        self.at += len(data)
        return len(data)

    def close(self):
        self._leave()
        super().close()

    def _leave(self):
        if self.body is not None:
            self.body.close()
            self.body = None
