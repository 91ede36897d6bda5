from django.db import models


class Kind(models.TextChoices):
    """The four kinds of the resource centre; the values stand in addresses."""

    TEXT = "texte", "Texte"
    PHOTO = "photo", "Photo"
    SOUND = "son", "Son"
    FILM = "video", "Vidéo"
