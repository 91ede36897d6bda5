import gc
import os
import sqlite3
from contextlib import closing

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from wagtail.models import Page, Site

from deploy.trial import open_once, opened
from portal import memo

# A test says what is true, not how fast: a busy machine fails none. It says the same each time: what one change breaks
# is not told of the next. HYPOTHESIS_PROFILE=explorer looks for examples that nobody has met.
SLOWLY = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("house", derandomize=True, **SLOWLY)
settings.register_profile("explorer", **SLOWLY)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))

# Playwright's synchronous API runs an event loop in the thread of the tests.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


NEEDS_DATABASE = {"db", "transactional_db", "django_db_blocker"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """What reads the whole site shares one crawl; what no database has a part in is tested with the first alone.

    That is what asks for none, or reads what is made once a database has answered: HTML, PDF, forms (any_database).
    """
    for item in items:
        if "crawled" in item.fixturenames:
            item.add_marker(pytest.mark.xdist_group("crawl"))
    if "TEST_DATABASE_URL" in os.environ:
        kept = [item for item in items if is_of_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept


def is_of_database(item):
    asks = NEEDS_DATABASE & {*item.fixturenames} or item.get_closest_marker("django_db")
    return asks and not item.get_closest_marker("any_database")


def pytest_collection_finish(session):
    """What shares a site is in one process; what is imported by now stays to the end, and is not looked at again."""
    if session.config.getoption("loadgroup", default=False):
        grouped = [item for item in session.items if item.get_closest_marker("xdist_group")]
        assert all("@" in item.nodeid for item in grouped), "This pytest-xdist leaves groups alone."
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_kept():
    """No test finds what another has left: what they write is undone, and their generations are numbered alike."""
    memo.forget()


@pytest.fixture(scope="session")
def opened_site(tmp_path_factory):
    """What `make serve` leaves on a new machine, served once and ended; `make test` opens one for all its runs."""
    shared = os.environ.get("OPENED_SITE")
    return opened(shared) if shared else open_once(tmp_path_factory.mktemp("opened"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """On SQLite, begin with the migrated database that `make test` has made once, if it has."""
    is_model_known = "MIGRATED" in os.environ and connection.vendor == "sqlite"
    if not is_model_known:
        yield
        return
    name = connection.creation._get_test_db_name()
    # The memory is kept as long as a connection to it is open.
    with closing(sqlite3.connect(os.environ["MIGRATED"])) as model, closing(sqlite3.connect(name, uri=True)) as memory:
        model.backup(memory)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """A database without the welcome page that Wagtail puts there, as the initial content leaves none."""
    with django_db_blocker.unblock():
        Page.objects.get(depth=1).get_children().delete()


@pytest.fixture
def home(db):
    """An empty site: its home page alone."""
    from tests.factories import HomePageFactory

    page = HomePageFactory(parent=Page.objects.get(depth=1))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "testserver", "root_page": page})
    return page


@pytest.fixture
def content(loaded_tables, db):
    """The site as it opens, with the client's content."""
    from tests import tables

    tables.write(loaded_tables)


@pytest.fixture(scope="session")
def loaded_tables(django_db_setup, django_db_blocker):
    """The rows that the initial content writes: it is loaded once."""
    from portal.initial_content import load_everything
    from tests import tables

    with django_db_blocker.unblock(), transaction.atomic():
        before = tables.read()
        load_everything()
        after = tables.read()
        transaction.set_rollback(True)
    return {table: rows for table, rows in after.items() if rows != before[table]}


@pytest.fixture
def pages(crawled, db):
    """Every page of the site as it opens: Answers (tests/crawl.py) by address."""
    return crawled


@pytest.fixture(scope="session")
def crawled(loaded_tables, django_db_blocker):
    return crawl_all(loaded_tables, django_db_blocker)


def crawl_all(loaded_tables, django_db_blocker, *more, prepare=lambda: None):
    """Return every page of the site as it opens, once prepared; nothing of it stays."""
    from tests import tables
    from tests.crawl import crawl

    with django_db_blocker.unblock(), transaction.atomic():
        tables.write(loaded_tables)
        prepare()
        pages = crawl(*more)
        transaction.set_rollback(True)
    return pages
