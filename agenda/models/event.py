from django.db import models
from django.db.models import F, Q, prefetch_related_objects
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import PageManager
from wagtail.search import index

from agenda.choices import Format, Price, State
from agenda.cms_forms import EventCopyForm, EventForm
from agenda.facts import event_facts, event_marks, sessions_in_words
from agenda.links import event_links, link_blocks
from agenda.models.audience import Audience
from agenda.panels import CONTENT_PANELS
from agenda.querysets import EventQuerySet
from agenda.registration import registration
from agenda.spans import keep_former, span_of
from agenda.structured import event_data
from agenda.words import span_in_words, spans_in_words
from portal.blocks import body_blocks
from portal.days import day_validators
from portal.fields import BodyField
from portal.models import BasePage, Filed

CLOSING = Q(registration_closes_on__isnull=False)
TAXONOMY = {"blank": True, "related_name": "+"}
MOMENT = ("starts_on", "ends_on", "starts_at", "ends_at")


class EventPage(Filed, BasePage):
    """A meeting, a day or a conference that CUF announces."""

    starts_on = models.DateField(
        "premier jour", validators=day_validators(), help_text="Ou le seul jour : 25/04/2024, 25 avril 2024."
    )
    ends_on = models.DateField(
        "dernier jour",
        null=True,
        blank=True,
        validators=day_validators(),
        help_text="Laissez vide si l’évènement dure un jour.",
    )
    starts_at = models.TimeField("de", null=True, blank=True, help_text="Par exemple 17h30. Vide : toute la journée.")
    ends_at = models.TimeField("à", null=True, blank=True, help_text="Vide si la fin n’est pas connue.")
    state = models.CharField(
        "état",
        max_length=20,
        choices=State.choices,
        default=State.CONFIRMED,
        help_text="« À confirmer » : la date est à retenir. Un évènement reporté garde son adresse : changez sa date.",
    )
    state_note = models.CharField(
        "précision sur l’état", max_length=250, blank=True, help_text="Pourquoi il est annulé. 250 signes au plus."
    )
    format = models.CharField("format", max_length=12, choices=Format.choices, blank=True, help_text="Vide : non dit.")
    place = models.CharField(
        "lieu",
        max_length=200,
        blank=True,
        help_text="Ville et salle. Vide : le site n’en dit rien. 200 signes au plus.",
    )
    address = models.TextField(
        "adresse", max_length=300, blank=True, help_text="Postale, sur plusieurs lignes. 300 signes au plus."
    )
    join_url = models.URLField("lien pour suivre en ligne", blank=True, help_text="Avec https:// au début.")
    shows_join_url = models.BooleanField(
        "montrer ce lien à tous", default=False, help_text="Sinon, il reste ici : vous l’enverrez aux inscrits."
    )
    organiser = models.CharField(
        "organisateur", max_length=150, blank=True, help_text="Vide : Cités Unies France. 150 signes au plus."
    )
    partners = models.CharField(
        "partenaires", max_length=300, blank=True, help_text="Séparés par des virgules. 300 signes au plus."
    )
    audiences = ParentalManyToManyField(
        Audience, verbose_name="publics concernés", help_text="Aucun : tout le monde.", **TAXONOMY
    )
    price = models.CharField("tarif", max_length=10, choices=Price.choices, blank=True, help_text="Vide : non dit.")
    price_note = models.CharField(
        "précision sur le tarif", max_length=150, blank=True, help_text="Montant, réductions. 150 signes au plus."
    )
    capacity = models.PositiveIntegerField("nombre de places", null=True, blank=True, help_text="Vide : non dit.")
    registration_url = models.URLField(
        "lien d’inscription", blank=True, help_text="Avec https:// au début. Il disparaît quand l’évènement est passé."
    )
    registration_email = models.EmailField(
        "ou adresse électronique", blank=True, help_text="À qui écrire pour s’inscrire."
    )
    registration_opens_on = models.DateField(
        "ouverture des inscriptions", null=True, blank=True, validators=day_validators(), help_text="Vide : déjà."
    )
    registration_closes_on = models.DateField(
        "clôture des inscriptions",
        null=True,
        blank=True,
        validators=day_validators(),
        help_text="Dernier jour, compris. L’agenda l’annonce comme une échéance.",
    )
    image = models.ForeignKey(
        "portal.PortalImage",
        models.SET_NULL,
        null=True,
        verbose_name="image",
        help_text="800 points de large au moins. Vide : pas d’image.",
        **TAXONOMY,
    )
    body = BodyField(
        body_blocks("text", "heading", "image", "document"),
        verbose_name="présentation",
        blank=True,
        help_text="Programme, intervenants, accès, bloc après bloc.",
    )
    links = BodyField(
        link_blocks(),
        verbose_name="à lire, à revoir",
        blank=True,
        help_text="Actualités liées ; après l’évènement, compte rendu, photos, enregistrements.",
    )
    # What work_out() sets.
    begin = models.DateTimeField(editable=False, db_index=True)
    first_end = models.DateTimeField(editable=False)
    end = models.DateTimeField(editable=False, db_index=True)
    former_starts_on = models.DateField(null=True, editable=False)
    former_ends_on = models.DateField(null=True, editable=False)
    former_starts_at = models.TimeField(null=True, editable=False)
    former_ends_at = models.TimeField(null=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    # Whether visitors have read of it before what is now being saved.
    was_told = False

    objects = PageManager.from_queryset(EventQuerySet)()

    parent_page_types = ["agenda.AgendaPage"]
    subpage_types = []
    show_in_menus_default = False
    icon = "date"
    page_description = "Annonce d’un évènement. Il passe de lui-même dans les évènements passés après sa fin."
    theme, is_deadline = "ciel", False  # Deadlines are shown on the same card.
    base_form_class = EventForm
    copy_form_class = EventCopyForm
    # A new edition starts afresh: confirmed, with no session, no registration, no meeting and nothing to see again.
    exclude_fields_in_copy = [
        *("sessions", "links", "state", "state_note", "cancelled_at", "join_url", "shows_join_url"),
        *("registration_url", "registration_opens_on", "registration_closes_on"),
        *(f"former_{name}" for name in MOMENT),
    ]

    content_panels = [*BasePage.content_panels, *CONTENT_PANELS]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("place"),
        index.SearchField("body"),
        index.FilterField("starts_on"),
        index.FilterField("begin"),
        index.FilterField("state"),
    ]

    class Meta:
        verbose_name = "évènement"
        verbose_name_plural = "évènements"
        indexes = [models.Index(fields=["registration_closes_on"], name="event_closing", condition=CLOSING)]
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

    def save(self, *args, **kwargs):
        if not kwargs.get("update_fields"):
            self.work_out()
        super().save(*args, **kwargs)

    def work_out(self):
        """Set what follows from the fields, and from what visitors were told so far."""
        spans = self.spans
        self.begin, self.first_end, self.end = spans[0].begin, self.span.end, max(span.end for span in spans)
        told = type(self).objects.filter(pk=self.pk, live=True).first() if self.pk else None
        keep_former(self, told, MOMENT)
        self.was_told = told is not None
        was_cancelled_at = told.cancelled_at if told else None
        self.cancelled_at = (was_cancelled_at or timezone.now()) if self.state == State.CANCELLED else None

    @property
    def span(self):
        """The first sitting, or the only one."""
        return span_of(self.starts_on, self.ends_on, self.starts_at, self.ends_at)

    @property
    def former_span(self):
        """When it was to begin according to what visitors read before; None if that hasn't changed."""
        return span_of(*(getattr(self, f"former_{name}") for name in MOMENT)) if self.former_starts_on else None

    @property
    def other_sessions(self):
        """The sittings after the first; an event that knows to have none asks nothing."""
        return self.sessions.all() if getattr(self, "has_sessions", True) else ()

    @property
    def has_moved(self):
        """Whether a sitting takes place at another time than visitors read before."""
        return bool(self.former_span) or any(session.former_span for session in self.other_sessions)

    @property
    def sittings(self):
        """Every sitting as a (key, Span) pair, in the order of time; the key is its session's, None for the first."""
        others = ((session.pk, session.span) for session in self.other_sessions)
        return sorted([(None, self.span), *others], key=lambda sitting: sitting[1].begin)

    @property
    def spans(self):
        return [span for _, span in self.sittings]

    @property
    def next_span(self):
        """The sitting under way or to come; the first one once all are over."""
        now = timezone.now()
        return next((span for span in self.spans if span.end > now), self.span)

    @property
    def first_day(self):
        return self.next_span.starts_on

    @property
    def last_day(self):
        """The last of several days in a row; None for one day."""
        span = self.next_span
        return span.last_day if span.last_day != span.starts_on else None

    @property
    def when(self):
        """When it takes place, in words: « le 25 avril 2024, de 17h30 à 18h15 »."""
        words = spans_in_words(self.spans)
        return f"date à venir, prévu d’abord {words}" if self.state == State.POSTPONED else words

    card_note = when

    @property
    def next_session(self):
        """The sitting to come in words, of an event that has several; else nothing."""
        is_next = len(self.spans) > 1 and not self.is_past and not self.is_off
        return span_in_words(self.next_span) if is_next else ""

    @property
    def former(self):
        """When it was announced to take place before its date changed, in words; else nothing."""
        return span_in_words(self.former_span) if self.former_span and self.state != State.POSTPONED else ""

    @property
    def where(self):
        """The place, and how one attends it otherwise: « Paris, sur place et en ligne »."""
        attendance = Format(self.format).label.lower() if self.format in (Format.ONLINE, Format.HYBRID) else ""
        return ", ".join(filter(None, [self.place, attendance]))

    @property
    def marks(self):
        """What visitors must know before they plan on it, in words."""
        return event_marks(self)

    @property
    def is_past(self):
        """Whether its end is behind us: the mirror of EventQuerySet.past()."""
        return all(span.end <= timezone.now() for span in self.spans)

    @property
    def is_under_way(self):
        """Whether it takes place now: the mirror of EventQuerySet.under_way()."""
        return any(span.begin <= timezone.now() < span.end for span in self.spans)

    @property
    def is_off(self):
        """Whether nobody is to come on the day that it bears."""
        return self.state in (State.CANCELLED, State.POSTPONED)

    @property
    def registration(self):
        """The Registration of today; None when one need not register, or no longer can."""
        return None if self.is_past else registration(self)

    def get_context(self, request, *args, **kwargs):
        if not getattr(request, "is_preview", False):
            prefetch_related_objects([self], "sessions", "audiences", "themes", "country_groups")
        links = event_links(self.links)
        return super().get_context(request, *args, **kwargs) | {
            "data": event_data(self),
            "facts": event_facts(self),
            "sessions": sessions_in_words(self),
            "again": [link for link in links if link.kind != "related"],
            "related": [link for link in links if link.kind == "related"],
        }
