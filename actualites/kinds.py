from django.db import models


class Kind(models.TextChoices):
    """What a news item is; the values stand in addresses."""

    INFORMATION = "information", "Information"
    RELEASE = "communique", "Communiqué de presse"
    CALL = "appel", "Appel à candidatures ou à projets"
    TENDER = "marche", "Marché, appel d’offres"
    APPOINTMENT = "nomination", "Nomination"
    REPORT = "compte-rendu", "Compte rendu"
    OBITUARY = "hommage", "Hommage"


class Speaker(models.TextChoices):
    """Who speaks in a news item; the values stand in addresses."""

    CUF = "cuf", "Cités Unies France"
    MINISTRY = "ministere", "Ministère"
    PARTNER = "partenaire", "Partenaire"
