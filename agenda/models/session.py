from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from agenda.inputs import DayInput, HourInput
from agenda.spans import keep_former, span_of
from portal.days import day_validators

MOMENT = ("day", "starts_at", "ends_at")


class EventSession(models.Model):
    """A further sitting of an event, separate from its first."""

    event = ParentalKey("agenda.EventPage", on_delete=models.CASCADE, related_name="sessions")
    day = models.DateField("jour", validators=day_validators(), help_text="Par exemple 16/05/2024.")
    starts_at = models.TimeField("de", null=True, blank=True, help_text="Vide : toute la journée.")
    ends_at = models.TimeField("à", null=True, blank=True, help_text="Vide si la fin n’est pas connue.")
    note = models.CharField(
        "précision", max_length=150, blank=True, help_text="Sujet ou lieu, s’ils changent. 150 signes au plus."
    )
    begin = models.DateTimeField(editable=False, db_index=True)
    end = models.DateTimeField(editable=False, db_index=True)
    former_day = models.DateField(null=True, editable=False)
    former_starts_at = models.TimeField(null=True, editable=False)
    former_ends_at = models.TimeField(null=True, editable=False)

    panels = [
        FieldRowPanel(
            [
                FieldPanel("day", widget=DayInput, disable_comments=True),
                FieldPanel("starts_at", widget=HourInput, disable_comments=True),
                FieldPanel("ends_at", widget=HourInput, disable_comments=True),
            ]
        ),
        FieldPanel("note", disable_comments=True),
    ]

    class Meta:
        ordering = ["day", "starts_at"]
        verbose_name = "séance"
        verbose_name_plural = "séances"
        constraints = [
            models.CheckConstraint(
                name="session_hours_end_after_they_start",
                condition=Q(ends_at=None) | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                violation_error_code="ends_at",
                violation_error_message="L’heure de fin suit celle du début, qui doit être donnée.",
            ),
        ]

    def __str__(self):
        return f"séance du {self.day}"

    def save(self, *args, **kwargs):
        self.begin, self.end = self.span.begin, self.span.end
        told = type(self).objects.filter(pk=self.pk).first() if self.pk and self.event.was_told else None
        keep_former(self, told, MOMENT)
        super().save(*args, **kwargs)

    @property
    def span(self):
        return span_of(self.day, None, self.starts_at, self.ends_at)

    @property
    def former_span(self):
        """When visitors read before that it was to take place; None if that hasn't changed."""
        return span_of(self.former_day, None, self.former_starts_at, self.former_ends_at) if self.former_day else None
