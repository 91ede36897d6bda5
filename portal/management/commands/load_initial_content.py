from django.core.management.base import BaseCommand

from portal.initial_content import load_everything


class Command(BaseCommand):
    help = "Charge le contenu d’ouverture du site. Relancée, la commande ne change rien de ce qui a été écrit depuis."

    def handle(self, **options):
        if load_everything():
            self.stdout.write(self.style.SUCCESS("Le contenu d’ouverture est en place."))
        else:
            self.stdout.write("Le site a déjà son contenu : rien n’a été changé.")
