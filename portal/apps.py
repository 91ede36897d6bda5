from importlib import import_module

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from wagtail.users.apps import WagtailUsersAppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portail"
    default_auto_field = "django.db.models.BigAutoField"
    default = True

    def ready(self):
        """Learn from each app what it gives to search, then follow its publications: search, kept pages, pictures."""
        autodiscover_modules("searchable")
        import_module("portal.search.indexing")
        import_module("portal.ahead")
        import_module("portal.page_cache.generation").follow()
        import_module("portal.accounts.journal").follow()
        import_module("portal.accounts.second_factor").follow()
        french = import_module("portal.cms_french")
        french.speak()
        # Its turn comes with the last app that has models, once the permissions of the others are made.
        last = [app for app in apps.get_app_configs() if app.models_module][-1]
        index_pages = import_module("portal.page_index").index_pages
        for prepare in (french.name_permissions, french.name_root, index_pages):
            post_migrate.connect(prepare, sender=last)


class PortalUsersConfig(WagtailUsersAppConfig):
    """Wagtail's accounts, with our roles."""

    user_viewset = "portal.people.PortalUserViewSet"
