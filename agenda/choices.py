"""What editors choose among, in the words that visitors read."""

from django.db import models


class State(models.TextChoices):
    """How sure an event is; everything but CONFIRMED is told in words wherever the event is shown."""

    CONFIRMED = "confirme", "Confirmé"
    TENTATIVE = "a-confirmer", "À confirmer"
    FULL = "complet", "Complet"
    RESCHEDULED = "reporte", "Reporté à la date indiquée"
    POSTPONED = "reporte-sans-date", "Reporté, nouvelle date à venir"
    CANCELLED = "annule", "Annulé"

    @property
    def mark(self):
        """The word or two that stand beside the title; nothing for what is confirmed."""
        return {State.CONFIRMED: "", State.RESCHEDULED: "Reporté"}.get(self, self.label)


class Format(models.TextChoices):
    ON_SITE = "sur-place", "Sur place"
    ONLINE = "en-ligne", "En ligne"
    HYBRID = "hybride", "Sur place et en ligne"


class Price(models.TextChoices):
    FREE = "gratuit", "Gratuit"
    PAID = "payant", "Payant"


class Period(models.TextChoices):
    UPCOMING = "a-venir", "À venir"
    PAST = "passes", "Passés"
    ALL = "tous", "Tous"


class Nature(models.TextChoices):
    EVENTS = "evenements", "Évènements"
    DEADLINES = "echeances", "Échéances"
