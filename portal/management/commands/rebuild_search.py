from django.core.management.base import BaseCommand

from portal.search.indexing import rebuild


class Command(BaseCommand):
    help = "Refait tout ce que la recherche du site connaît, d’après les pages publiées."

    def handle(self, **options):
        self.stdout.write(self.style.SUCCESS(f"La recherche connaît {rebuild()} contenus."))
