"""Deletes the files of uploads that were cut short: kept by the storage, named by nothing that the database holds."""

from datetime import timedelta

from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.db.models import FileField
from django.utils import timezone

from portal import clock
from portal.storage import stored_files

# An upload that goes on has no row yet.
KEPT = timedelta(days=1)
# More than these, or than a tenth of all files: the database is not that of these files.
FEW = 20
TOO_MANY = (
    "{unnamed} fichiers sur {total} ne sont nommés par aucune fiche : c’est trop pour des envois coupés, rien n’est"
    " supprimé. La base est-elle bien celle de ces fichiers ?"
)


class Command(BaseCommand):
    help = "Supprime les fichiers envoyés depuis plus d’un jour que plus aucune fiche ne nomme (un envoi coupé net)."

    def handle(self, **options):
        if not clock.is_steady():
            self.stdout.write(clock.WARNING)
            return
        # Listed before the names are read: a row that is written meanwhile keeps its file.
        stored = set(stored_files())
        unnamed = stored - named_files()
        if len(unnamed) > max(FEW, len(stored) // 10):
            raise CommandError(TOO_MANY.format(unnamed=len(unnamed), total=len(stored)))
        old = [name for name in sorted(unnamed) if default_storage.get_modified_time(name) < timezone.now() - KEPT]
        for name in old:
            default_storage.delete(name)
        self.stdout.write(f"Fichiers sans fiche supprimés : {len(old)}.")


def named_files():
    """Return the name of every file that a row of any table names."""
    fields = [(model, field) for model in apps.get_models() for field in model._meta.local_fields]
    files = [(model, field.attname) for model, field in fields if isinstance(field, FileField)]
    return {name for model, field in files for name in model._base_manager.values_list(field, flat=True) if name}
