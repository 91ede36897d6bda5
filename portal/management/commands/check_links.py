from django.core.management.base import BaseCommand

from portal.links.round import make_round


class Command(BaseCommand):
    help = "Vérifie les liens du site, à lancer chaque nuit : les siens exactement, ceux des autres sites poliment."

    def add_arguments(self, parser):
        parser.add_argument(
            "--seconds", type=int, default=3600, metavar="SECONDES", help="temps donné aux autres sites (3600)"
        )

    def handle(self, *, seconds, **options):
        links = make_round(seconds).prefetch_related("uses")
        for link in links:
            pages = ", ".join(use.title for use in link.uses.all())
            self.stdout.write(f"{link.address}\n    {link.reason}\n    {pages}")
        self.stdout.write(f"{len(links)} lien{'s' * (len(links) > 1)} à réparer.")
