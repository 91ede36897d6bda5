"""The command that takes an installed environment to a site that answers."""

import os
import signal
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal import preparation
from portal.obstacles import DATABASE_TROUBLE, Obstacle, explain, require_free_port, require_writable
from portal.scheduling import scheduled_publication
from portal.server import HOST, Server

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Command(BaseCommand):
    help = "Prépare le site (base, contenu initial, fichiers statiques) puis le sert sur cette machine, jusqu’à Ctrl+C."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000", help="port d’écoute (8000)")
        parser.add_argument(
            "--publish-every", type=float, default=60, metavar="SECONDES", help="publication programmée (60)"
        )

    def handle(self, *, port, publish_every, **options):
        for number in SIGNALS:
            signal.signal(number, leave)
        try:
            self.serve(require_free_port(port), publish_every)
        except (Obstacle, CommandError) as obstacle:
            self.refuse(obstacle)
        except OSError as error:
            self.refuse(explain(error, settings.DATA_DIR))
        except DatabaseError as error:
            self.refuse(explain(error, settings.DATA_DIR, otherwise=DATABASE_TROUBLE))

    def serve(self, port, publish_every):
        require_writable(settings.DATA_DIR)
        preparation.migrate(self.say)
        password = preparation.admin_password()
        preparation.load_content(self.say)
        preparation.collect_static(self.say)
        self.say("Démarrage du serveur…")
        with Server(port) as server, scheduled_publication(publish_every):
            server.wait_for_answer()
            self.welcome(f"http://{HOST}:{port}/", password)
            server.wait_for_end()

    def welcome(self, address, password):
        """Say where everything is; the first account is made now, so that its password cannot be lost before."""
        if password is None:
            account = "ceux déjà créés (mot de passe perdu : « .venv/bin/python manage.py changepassword admin »)"
        else:
            preparation.create_admin(password)
            account = f"{preparation.ADMIN}, mot de passe {password} (noté nulle part ailleurs : gardez-le)"
        self.say(f"\nLe site    {address}\nLe CMS     {address}admin/\nComptes    {account}\n\nPour arrêter : Ctrl+C.")

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()

    def refuse(self, obstacle):
        self.stderr.write(str(obstacle))
        sys.exit(1)


def leave(number, frame):
    """End in order whatever is under way: every block that is being run puts its things away."""
    for again in SIGNALS:
        signal.signal(again, signal.SIG_IGN)
    sys.exit(0)
