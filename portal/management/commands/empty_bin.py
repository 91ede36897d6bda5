from django.core.management.base import BaseCommand

from portal import clock
from portal.models import BinnedPage


class Command(BaseCommand):
    help = "Supprime définitivement les pages qui sont à la corbeille depuis trente jours, à lancer chaque nuit."

    def handle(self, *, verbosity, **options):
        if not clock.is_steady():
            if verbosity:
                self.stdout.write(clock.WARNING)
            return
        _, deleted = BinnedPage.objects.outdated().delete()
        number = deleted.get(BinnedPage._meta.label, 0)
        if verbosity:
            self.stdout.write(f"{number} page{'s' * (number > 1)} retirée{'s' * (number > 1)} de la corbeille.")
