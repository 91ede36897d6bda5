"""Whether the site lives and may be sent visitors, for what watches over it; nothing here is secret or kept."""

import shutil

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.uploads.room import answers

# Below this the next upload, and soon the database, meets a full disk.
LEAST_BYTES = 200 * 1024 * 1024


@require_safe
@never_cache
def live(request):
    """200 as long as this process answers at all: what does not is restarted."""
    return JsonResponse({"etat": "vivant"})


@require_safe
@never_cache
def ready(request):
    """200 if visitors may be sent here, else 503; says which of its needs is not met, and no more.

    Without its cache or the storage of its files the site answers all the same: a balancer that believed otherwise
    would leave no machine.
    """
    found = {name: _holds(check) for name, check in CHECKS.items()}
    is_ready = all(found[name] for name in found.keys() - DONE_WITHOUT)
    words = {name: "bien" if holds else "mal" for name, holds in found.items()}
    return JsonResponse({"etat": "prêt" if is_ready else "pas prêt"} | words, status=200 if is_ready else 503)


def _holds(check):
    try:
        return check()
    except Exception:
        return False


def _database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _migrations():
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _cache():
    cache.set("sante", "oui", 10)
    return cache.get("sante") == "oui"


def _disk():
    return shutil.disk_usage(settings.DATA_DIR).free > LEAST_BYTES


CHECKS = {"base": _database, "migrations": _migrations, "cache": _cache, "disque": _disk, "fichiers": answers}
DONE_WITHOUT = {"cache", "fichiers"}
