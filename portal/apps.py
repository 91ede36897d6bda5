from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portail"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Learn from each app what it gives to search, then follow its publications."""
        autodiscover_modules("searchable")
        import_module("portal.search.indexing")
