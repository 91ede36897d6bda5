from importlib import import_module

from django.apps import AppConfig


class AictConfig(AppConfig):
    name = "aict"
    verbose_name = "L’action internationale"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Have the brochure made anew after each change of what it prints."""
        import_module("aict.brochure.freshness")
