import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal.backup import archive, rotation
from portal.obstacles import DATABASE_TROUBLE, Obstacle, explain, require_writable
from portal.storage import StorageAway

AGAIN = "Il n’y a pas de copie : recommencez quand il répond."


class Command(BaseCommand):
    help = "Copie le site (base et fichiers) dans un fichier daté, puis supprime les copies devenues trop anciennes."

    def add_arguments(self, parser):
        parser.add_argument("--to", type=Path, default=settings.DATA_DIR / "backups", help="dossier des copies")

    def handle(self, *, to, **options):
        try:
            require_writable(to)
            rotation.clear_leftovers(to)
            with tempfile.TemporaryDirectory(prefix=".portail-", dir=to) as scratch:
                path = archive.write(to, Path(scratch))
        except Obstacle as obstacle:
            raise CommandError(str(obstacle)) from obstacle
        except StorageAway as error:
            raise CommandError(f"{error}. {AGAIN}") from error
        except OSError as error:
            raise CommandError(str(explain(error, to))) from error
        except DatabaseError as error:
            raise CommandError(str(explain(error, to, otherwise=DATABASE_TROUBLE))) from error
        gone = rotation.rotate(to)
        self.stdout.write(f"Copie faite : {path} ({path.stat().st_size / 1e6:.1f} Mo).")
        if gone:
            self.stdout.write(f"Copies anciennes supprimées : {', '.join(sorted(gone))}.")
