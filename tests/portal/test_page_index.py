import pytest
from django.db import connection
from wagtail.models import Page

pytestmark = pytest.mark.django_db


def test_an_index_finds_a_page_by_its_address():
    with connection.cursor() as cursor:
        indexes = connection.introspection.get_constraints(cursor, Page._meta.db_table).values()
    assert ["url_path"] in [index["columns"] for index in indexes if index["index"]]
