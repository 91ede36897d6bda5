from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string

# Each in STATIC_ROOT, made of this template.
PAGES = {"pause.html": "503.html", "trop-lourd.html": "413.html"}


class Command(BaseCommand):
    help = "Écrit, après collectstatic, ce que nginx montre de lui-même : programme qui ne répond pas, envoi trop gros."

    def handle(self, **options):
        for name, template in PAGES.items():
            (Path(settings.STATIC_ROOT) / name).write_text(render_to_string(template), encoding="utf-8")
