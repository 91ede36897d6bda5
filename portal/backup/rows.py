"""Rows of the database as lines of JSON, which any database that Django knows takes back."""

import json
import sqlite3
from contextlib import closing, contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import JSONField

AT_ONCE = 500
# Made again from the rest, or of no use elsewhere.
LEFT_OUT = {"sessions", "usersessions", "wagtailsearch"}
LEFT_OUT_MODELS = {"portal.searchentry", "portal.searchword", "portal.change", "wagtailadmin.editingsession"}
SCALARS = (bool, int, float, str)
TEXTS = (date, datetime, time, Decimal, UUID)


def models():
    """Return every model whose rows are kept, the links between two models too; content types come before what asks."""
    found = apps.get_models(include_auto_created=True)
    kept = [m for m in found if m._meta.managed and not m._meta.proxy and m._meta.app_label not in LEFT_OUT]
    kept = [m for m in kept if m._meta.label_lower not in LEFT_OUT_MODELS]
    return sorted(kept, key=lambda m: (m is not ContentType, m._meta.label_lower))


def migrations():
    """Return the migrations of this database, « app.name »: rows only go back to tables of the same shape."""
    return sorted(".".join(key) for key in MigrationRecorder(connection).applied_migrations())


def unknown(names):
    """Return those of these migrations that this code has not, and no other of its own stands for."""
    found = MigrationLoader(None).disk_migrations
    replaced = {key for migration in found.values() for key in migration.replaces}
    return set(names) - {".".join(key) for key in {*found, *replaced}}


def are_of_this_code(names):
    """Whether these migrations make the tables of this code: it knows them all, and the last of each app is there."""
    last = {".".join(key) for key in MigrationLoader(None).graph.leaf_nodes()}
    return last <= set(names) and not unknown(names)


@contextmanager
def snapshot():
    """Give the alias of a database that stands still while the site goes on."""
    if connection.vendor == "sqlite":
        with TemporaryDirectory(prefix="portail-") as folder:
            path = Path(folder) / "copie.sqlite3"
            connection.ensure_connection()
            with closing(sqlite3.connect(path)) as copy, connection.wrap_database_errors:
                connection.connection.backup(copy)
            connections.databases["snapshot"] = connection.settings_dict | {"NAME": str(path)}
            try:
                yield "snapshot"
            finally:
                connections["snapshot"].close()
                del connections["snapshot"], connections.databases["snapshot"]
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield "default"


def read(model, alias):
    """Yield the rows of a model as lines of JSON, in the order of their keys."""
    for record in model._base_manager.using(alias).order_by("pk").iterator(chunk_size=AT_ONCE):
        yield json.dumps(values_of(record), ensure_ascii=False, sort_keys=True) + "\n"


def values_of(record):
    """Return what the table of a record keeps of it, as JSON knows it, by the names of its columns."""
    return {field.attname: _plain(field, record) for field in record._meta.local_concrete_fields}


def write(model, lines):
    """Insert the rows of a model as they were, without any of what saving them would do; return how many."""
    rows, number = [], 0
    for line in lines:
        rows.append(json.loads(line))
        if len(rows) == AT_ONCE:
            number += insert(model, rows)
            rows = []
    return number + insert(model, rows)


def insert(model, rows):
    """Insert what values_of() gave, without any of what saving would do; what a row lacks is as in a new record."""
    fields = model._meta.local_concrete_fields
    records = [
        model(**{field.attname: _value(field, row[field.attname]) for field in fields if field.attname in row})
        for row in rows
    ]
    if records:
        model._base_manager._insert(records, fields=fields, using="default", raw=True)
    return len(records)


def _plain(field, record):
    value = getattr(record, field.attname)
    if value is None or isinstance(value, SCALARS) or isinstance(field, JSONField):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, TEXTS):
        return str(value)
    text = field.value_to_string(record)
    # PostgreSQL keeps the names of an object in an order of its own.
    return json.dumps(json.loads(text), sort_keys=True) if field.get_internal_type() == "JSONField" else text


def _value(field, value):
    if value is None or isinstance(field, JSONField):
        return value
    return (field.target_field if field.is_relation else field).to_python(value)


def clear():
    """Empty every table, those that are left out of copies too."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            model._base_manager.all()._raw_delete("default")
    ContentType.objects.clear_cache()


def reset_sequences():
    """Have new rows numbered after those that are there."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models()):
            cursor.execute(statement)


def number_after(keys):
    """Have new rows numbered after these keys too, by the label of their model: what is put away may come back."""
    with connection.cursor() as cursor:
        for label, key in keys.items():
            table = apps.get_model(label)._meta.db_table
            if connection.vendor == "sqlite":
                known = "SELECT 1 FROM sqlite_sequence WHERE name = %s"
                cursor.execute(f"INSERT INTO sqlite_sequence SELECT %s, 0 WHERE NOT EXISTS ({known})", [table, table])
                cursor.execute("UPDATE sqlite_sequence SET seq = MAX(seq, %s) WHERE name = %s", [key, table])
            else:
                sequence = "pg_get_serial_sequence(%s, 'id')"
                query = f"SELECT setval({sequence}, GREATEST(%s, nextval({sequence})))"
                cursor.execute(query, [table, key, table])
