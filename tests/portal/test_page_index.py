import pytest
from django.db import connection
from wagtail.models import Page

from portal.querysets import FEW

pytestmark = pytest.mark.django_db
HIDDEN_PAGES = str(Page.objects.order_by().filter(FEW).values("pk").query)


def test_an_index_holds_the_pages_that_are_not_to_be_read():
    """Each list looks there: on no database need the table of all pages be read to leave a few out."""
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if not is_sqlite:
            # So few pages as a test has are read at once.
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {'QUERY PLAN' if is_sqlite else ''} {HIDDEN_PAGES}")
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
    assert "portal_hidden_pages" in plan


def test_an_index_finds_a_page_by_its_address():
    with connection.cursor() as cursor:
        indexes = connection.introspection.get_constraints(cursor, Page._meta.db_table).values()
    assert ["url_path"] in [index["columns"] for index in indexes if index["index"]]
