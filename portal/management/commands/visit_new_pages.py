from django.core.management.base import BaseCommand

from portal.ahead import pages_published_lately, visit_pages


class Command(BaseCommand):
    help = "Prépare les images des pages publiées depuis peu, à lancer chaque minute : personne ne les attend."

    def handle(self, *, verbosity, **options):
        number = visit_pages(pages_published_lately())
        if verbosity:
            self.stdout.write(f"{number} page{'s' * (number > 1)} préparée{'s' * (number > 1)}.")
