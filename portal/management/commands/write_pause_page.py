from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string


class Command(BaseCommand):
    help = "Écrit la page que nginx montre quand le programme ne répond pas, après collectstatic."

    def handle(self, **options):
        (Path(settings.STATIC_ROOT) / "pause.html").write_text(render_to_string("503.html"), encoding="utf-8")
