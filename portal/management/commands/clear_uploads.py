from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone
from wagtail.models import UploadedFile

from portal import clock

# Nobody comes back the next day to give its alternative to a picture that was sent the day before.
KEPT = timedelta(days=1)


class Command(BaseCommand):
    help = "Supprime les fichiers envoyés depuis plus d’un jour dont la fiche n’a jamais été remplie."

    def handle(self, **options):
        if not clock.is_steady():
            self.stdout.write(clock.WARNING)
            return
        given_up = [upload for upload in UploadedFile.objects.all() if is_given_up(upload.file)]
        for upload in given_up:
            upload.file.delete(save=False)
            upload.delete()
        self.stdout.write(f"Envois abandonnés supprimés : {len(given_up)}.")


def is_given_up(file):
    """Whether a file has waited too long for its form, or is gone already."""
    if not file.storage.exists(file.name):
        return True
    return file.storage.get_modified_time(file.name) < timezone.now() - KEPT
