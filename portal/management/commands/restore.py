import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal import preparation
from portal.backup import archive
from portal.obstacles import DATABASE_TROUBLE, Obstacle, explain, require_writable
from portal.search import indexing
from portal.storage import StorageAway

AGAIN = "Recommencez cette remise quand il répond : d’ici là, il peut manquer des fichiers."


class Command(BaseCommand):
    help = "Remet le site tel qu’il est dans une copie. Une copie abîmée est refusée avant que rien ne soit touché."

    def add_arguments(self, parser):
        parser.add_argument("copy", type=Path, metavar="COPIE", help="fichier fait par « manage.py backup »")
        parser.add_argument("--replace", action="store_true", help="remplacer le contenu que le site a déjà")

    def handle(self, *, copy, replace, **options):
        if not os.access(copy, os.R_OK) or not copy.is_file():
            raise CommandError(f"Il n’y a pas de fichier « {copy} », ou ce compte n’a pas le droit de le lire.")
        try:
            require_writable(settings.DATA_DIR)
            # Beside what it replaces, whose disk has room for it, rather than in /tmp, which may be in memory.
            with tempfile.TemporaryDirectory(prefix=".portail-", dir=settings.DATA_DIR) as scratch:
                manifest = archive.restore(copy, Path(scratch), self.prepare, replace)
        except Obstacle as obstacle:
            raise CommandError(str(obstacle)) from obstacle
        except StorageAway as error:
            raise CommandError(f"{error}. {AGAIN}") from error
        except OSError as error:
            raise CommandError(str(explain(error, settings.DATA_DIR))) from error
        except DatabaseError as error:
            raise CommandError(str(explain(error, settings.DATA_DIR, otherwise=DATABASE_TROUBLE))) from error
        indexing.rebuild()
        call_command("update_index", verbosity=0)
        self.stdout.write(f"Le site est tel qu’il était le {manifest['made_at'][:16].replace('T', ' à ')} (UTC).")

    def prepare(self):
        preparation.migrate(self.stdout.write)
