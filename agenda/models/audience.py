from django.db import models

from portal.models import Term


class Audience(Term):
    """Whom an event is for: elected members, staff, associations…"""

    name = models.CharField(
        "public", max_length=80, unique=True, help_text="Par exemple : Élues et élus. 80 signes au plus."
    )

    class Meta(Term.Meta):
        verbose_name = "public concerné"
        verbose_name_plural = "publics concernés"
