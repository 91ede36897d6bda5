from django.db import models
from django.db.models import F, Q
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from agenda.forms import AgendaForm
from agenda.querysets import EventQuerySet
from agenda.words import when
from portal.blocks import body_blocks
from portal.fields import BodyField
from portal.models import BasePage
from portal.pagination import paginate


class AgendaPage(BasePage):
    """The events to come, then those past, by period and year."""

    max_count = 1
    parent_page_types = ["portal.HomePage"]
    subpage_types = ["agenda.EventPage"]
    icon = "calendar-alt"
    page_description = "La liste des évènements. Chacun passe de lui-même d’« à venir » à « passés »."
    theme = "ciel"

    class Meta:
        verbose_name = "agenda"
        verbose_name_plural = "agendas"

    def get_context(self, request, *args, **kwargs):
        events = EventPage.objects.child_of(self).published()
        form = AgendaForm(request.GET, years=events.years())
        found = form.narrow(events)
        return super().get_context(request, *args, **kwargs) | {
            "form": form,
            "upcoming": found.upcoming(),
            "past": paginate(request, found.past()),
        }


class EventPage(BasePage):
    """A meeting, a day or a conference that CUF announces."""

    starts_on = models.DateField("premier jour", help_text="Ou le seul jour.")
    ends_on = models.DateField(
        "dernier jour", null=True, blank=True, help_text="Laissez vide si l’évènement dure un jour."
    )
    starts_at = models.TimeField("de", null=True, blank=True, help_text="Par exemple 17:30. Vide : toute la journée.")
    ends_at = models.TimeField("à", null=True, blank=True, help_text="Vide si la fin n’est pas connue.")
    place = models.CharField(
        "lieu",
        max_length=200,
        blank=True,
        help_text="Ville et salle, ou « En ligne ». Vide : le site n’en dit rien. 200 signes au plus.",
    )
    registration_url = models.URLField(
        "lien d’inscription", blank=True, help_text="Avec https:// au début. Il disparaît quand l’évènement est passé."
    )
    body = BodyField(
        body_blocks("text", "heading", "image", "callout", "links", "document", "embed"),
        verbose_name="présentation",
        blank=True,
        help_text="Programme, intervenants, accès, bloc après bloc.",
    )

    objects = PageManager.from_queryset(EventQuerySet)()

    parent_page_types = ["agenda.AgendaPage"]
    subpage_types = []
    show_in_menus_default = False
    icon = "date"
    page_description = "Annonce d’un évènement. Il passe de lui-même dans les évènements passés après sa fin."
    theme = "ciel"

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
            ],
            heading="Dates",
        ),
        FieldPanel("place"),
        FieldPanel("registration_url"),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("place"),
        index.SearchField("body"),
        index.FilterField("starts_on"),
    ]

    class Meta:
        verbose_name = "évènement"
        verbose_name_plural = "évènements"
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_code="ends_on",
                violation_error_message="La fin ne peut pas précéder le début.",
            ),
            models.CheckConstraint(
                name="event_hours_end_after_they_start",
                condition=Q(ends_at=None)
                | Q(starts_at__isnull=False)
                & (Q(ends_at__gt=F("starts_at")) | Q(ends_on__isnull=False, ends_on__gt=F("starts_on"))),
                violation_error_code="ends_at",
                violation_error_message="L’heure de fin suit celle du début, qui doit être donnée.",
            ),
        ]

    @property
    def first_day(self):
        return self.starts_on

    @property
    def last_day(self):
        """The last of several days; None for an event of one day."""
        return self.ends_on if self.ends_on != self.starts_on else None

    @property
    def when(self):
        """When it takes place, in words: « le 25 avril 2024, de 17h30 à 18h15 »."""
        return when(self.starts_on, self.ends_on, self.starts_at, self.ends_at)

    @property
    def facts(self):
        """What is known of it, as (label, value) pairs."""
        return [("Quand", self.when), ("Où", self.place)]

    @property
    def is_past(self):
        """Whether its end is behind us, in Paris: the mirror of EventQuerySet.past()."""
        return type(self).objects.filter(pk=self.pk).past().exists()
