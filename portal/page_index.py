"""The index that Wagtail's table of pages lacks: each visit looks for a page by its address, among all."""

from django.db import connections
from wagtail.models import Page

NAME = "portal_page_by_address"
# An address may be longer than what PostgreSQL's ordered indexes hold.
WAYS = {"postgresql": "USING hash (url_path)", "sqlite": "(url_path)"}


def index_addresses(using, **kwargs):
    """Make the index where there is none: called after migrations, which may have made the table of pages anew."""
    connection = connections[using]
    if connection.vendor in WAYS:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {NAME} ON {Page._meta.db_table} {WAYS[connection.vendor]}")
