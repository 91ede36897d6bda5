from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from wagtail.users.apps import WagtailUsersAppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portail"
    default_auto_field = "django.db.models.BigAutoField"
    default = True

    def ready(self):
        """Learn from each app what it gives to search, then follow its publications, for search and for kept pages."""
        autodiscover_modules("searchable")
        import_module("portal.search.indexing")
        import_module("portal.page_cache.generation").follow()


class PortalUsersConfig(WagtailUsersAppConfig):
    """Wagtail's accounts, with our roles."""

    user_viewset = "portal.people.PortalUserViewSet"
