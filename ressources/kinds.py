from django.db import models


class Kind(models.TextChoices):
    """The four kinds of the resource centre; the values stand in addresses."""

    TEXT = "texte", "Texte"
    PHOTO = "photo", "Photo"
    SOUND = "son", "Son"
    FILM = "video", "Vidéo"


class Order(models.TextChoices):
    """What a list is sorted by; the values stand in addresses."""

    DATE = "date", "Date"
    TITLE = "titre", "Titre"


class Layout(models.TextChoices):
    """How a list is shown; the values stand in addresses."""

    GRID = "grille", "Grille"
    LIST = "liste", "Liste"
