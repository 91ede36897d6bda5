"""Settings of the test suite: the embedded database, in memory, unless TEST_DATABASE_URL names a server."""

import atexit
import os
import shutil
import tempfile

os.environ["DEBUG"] = "0"
os.environ["SECRET_KEY"] = "tests-only"  # noqa: S105
os.environ["SITE_URL"] = "http://testserver"
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="portail-tests-")
atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
# Tests look at what pages are made of; those of the cache turn it on.
os.environ["PAGE_CACHE"] = "0"
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "sqlite://:memory:")

from portal.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["default"] = {"BACKEND": "tests.memory_storage.LastingMemoryStorage"}  # noqa: F405
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
CACHES |= {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}  # noqa: F405
STATIC_ROOT.mkdir()  # noqa: F405
# A database that is migrated already, to be copied by each process (deploy/test.py).
DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ.get("TEST_DATABASE_MODEL")}  # noqa: F405
