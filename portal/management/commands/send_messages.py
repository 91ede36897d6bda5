"""Sends the messages of the contact page that wait, and deletes those that are kept no longer."""

from django.core.management.base import BaseCommand

from portal import clock
from portal.contact import delivery


class Command(BaseCommand):
    help = "Envoie les messages de la page Contact qui attendent, et efface ceux dont le délai de garde est passé."

    def handle(self, *, verbosity, **options):
        sent, waiting = delivery.deliver_waiting()
        purged = delivery.purge() if clock.is_steady() else 0
        if verbosity and (sent or waiting or purged):
            self.stdout.write(f"Messages envoyés : {sent} ; en attente : {waiting} ; effacés : {purged}.")
