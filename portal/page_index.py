"""The indexes that Wagtail's table of pages lacks.

Each visit looks for a page by its address, among all; each list leaves out the few that are not to be read.
"""

from django.db import connections
from wagtail.models import Page

TABLE = Page._meta.db_table
HIDDEN = f"CREATE INDEX IF NOT EXISTS portal_hidden_pages ON {TABLE} (id) WHERE NOT live OR expire_at IS NOT NULL"
ADDRESS = f"CREATE INDEX IF NOT EXISTS portal_page_by_address ON {TABLE}"
# An address may be longer than what PostgreSQL's ordered indexes hold.
INDEXES = {
    "postgresql": (f"{ADDRESS} USING hash (url_path)", HIDDEN),
    "sqlite": (f"{ADDRESS} (url_path)", HIDDEN),
}


def index_pages(using, **kwargs):
    """Make the indexes where there are none: called after migrations, which may have made the table of pages anew."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for command in INDEXES.get(connection.vendor, ()):
            cursor.execute(command)
