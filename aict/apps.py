from django.apps import AppConfig


class AictConfig(AppConfig):
    name = "aict"
    verbose_name = "L’action internationale"
    default_auto_field = "django.db.models.BigAutoField"
