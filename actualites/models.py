from functools import partial
from operator import attrgetter

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.blocks import PageChooserBlock
from wagtail.models import PageManager
from wagtail.search import index

from actualites.cms_forms import NewsPageForm
from actualites.kinds import Kind, Speaker
from actualites.links import Links
from actualites.listing import Listing
from actualites.querysets import NewsQuerySet
from portal.addresses import absolute
from portal.blocks import body_blocks
from portal.cards.said import card_of
from portal.cms_forms import TermBoxes
from portal.days import day_validators
from portal.fields import BodyField
from portal.models import BasePage, Filed
from portal.photos import SHARED_SIZE, address_in_size
from portal.templatetags.dates import day_in_words

PROMOTED = ("slug", "seo_title", "search_description")
# A field too small to be discussed: without the marks of comments, the form is lighter.
brief = partial(FieldPanel, disable_comments=True)


class NewsIndexPage(BasePage):
    """All the news, the latest first, by year and month, theme, country group, kind and speaker."""

    max_count = 1
    parent_page_types = ["portal.HomePage"]
    subpage_types = ["actualites.NewsPage"]
    icon = "list-ul"
    page_description = "La liste des actualités."
    theme = "corail"

    class Meta:
        verbose_name = "page des actualités"
        verbose_name_plural = "pages des actualités"

    @classmethod
    def shown_records(cls):
        return NewsPage.objects.published()

    def get_context(self, request, *args, **kwargs):
        news = NewsPage.objects.published()
        return super().get_context(request, *args, **kwargs) | {"list": Listing(self, request, news)}


class NewsPage(Filed, BasePage):
    """A news item; a date that nobody knows stays unknown."""

    published_on = models.DateField(
        "date de publication",
        null=True,
        blank=True,
        validators=day_validators(),
        help_text="Vide si elle n’est pas connue : le site le dit et n’en invente pas.",
    )
    ranked_on = models.DateField(
        "rangée au",
        blank=True,
        validators=day_validators(),
        help_text="Range une actualité sans date de publication. Jamais affichée. Vide : le jour de son ajout.",
    )
    kind = models.CharField(
        "nature", max_length=20, choices=Kind, default=Kind.INFORMATION, help_text="Les visiteurs trient par elle."
    )
    speaker = models.CharField(
        "qui parle", max_length=20, choices=Speaker, blank=True, help_text="Vide : l’actualité n’en dit rien."
    )
    speaker_name = models.CharField(
        "son nom", max_length=80, blank=True, help_text="Ministère ou partenaire : MAEA/DCTCIV. 80 signes au plus."
    )
    author = models.CharField(
        "signature", max_length=120, blank=True, help_text="Qui a écrit le texte. Vide : rien. 120 signes au plus."
    )
    closes_on = models.DateField(
        "date limite",
        null=True,
        blank=True,
        validators=day_validators(),
        help_text="Dernier jour pour répondre à un appel, compris. Le lendemain, le site le dit clos de lui-même.",
    )
    pinned_until = models.DateField(
        "à la une jusqu’au",
        null=True,
        blank=True,
        validators=day_validators(),
        db_index=True,
        help_text="En tête de la liste et sur l’accueil jusqu’à ce jour compris. Vide : à sa place dans le temps.",
    )
    image = models.ForeignKey(
        "portal.PortalImage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="image",
        help_text="800 points de large au moins. Vide : le site en dessine une.",
    )
    body = BodyField(
        body_blocks("text", "heading", "image", "gallery", "quote", "callout", "document", "embed"),
        verbose_name="texte",
        blank=True,
        help_text="L’actualité, bloc après bloc.",
    )
    documents = BodyField(
        body_blocks("document"), verbose_name="documents", blank=True, help_text="Listés après le texte."
    )
    related_event = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="évènement lié",
        help_text="Celui de l’agenda que cette actualité annonce ou raconte.",
    )
    related_resources = BodyField(
        [("page", PageChooserBlock("ressources.ResourcePage", label="Ressource"))],
        verbose_name="ressources liées",
        blank=True,
        help_text="Du centre de ressources.",
    )
    related_news = BodyField(
        [("page", PageChooserBlock("actualites.NewsPage", label="Actualité"))],
        verbose_name="à lire aussi",
        blank=True,
        help_text="Vide : le site choisit parmi celles des mêmes thématiques et groupes-pays.",
    )

    objects = PageManager.from_queryset(NewsQuerySet)()

    parent_page_types = ["actualites.NewsIndexPage"]
    subpage_types = []
    show_in_menus_default = False
    icon = "doc-full"
    page_description = "Une actualité : titre, date, texte ; le reste si besoin."
    theme = "corail"
    og_type = "article"
    base_form_class = NewsPageForm

    content_panels = [
        BasePage.content_panels[0],
        brief("published_on", help_text="Inconnue : laissez vide. Programmée : le jour où elle paraîtra."),
        BasePage.content_panels[1],
        FieldPanel("body"),
        brief("image"),
        MultiFieldPanel(
            [
                brief("kind"),
                FieldRowPanel([brief("speaker"), brief("speaker_name")]),
                FieldRowPanel([brief("closes_on"), brief("pinned_until")]),
                FieldRowPanel([brief(name, widget=TermBoxes) for name in ("themes", "country_groups")]),
                brief("author"),
            ],
            heading="Classement",
        ),
        MultiFieldPanel(
            [
                brief("documents"),
                PageChooserPanel("related_event", "agenda.EventPage", disable_comments=True),
                brief("related_resources"),
                brief("related_news"),
            ],
            heading="Documents et pages liées",
            classname="collapsed",
        ),
    ]
    # Items are neither in menus nor in the map of the site: their short names serve nowhere.
    promote_panels = [
        MultiFieldPanel(
            [panel for panel in BasePage.promote_panels[0].children if panel.field_name in PROMOTED],
            heading="Adresse et référencement",
        )
    ]
    settings_panels = [brief("ranked_on"), *BasePage.settings_panels]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.FilterField("published_on"),
        index.FilterField("ranked_on"),
        index.FilterField("kind"),
        index.FilterField("speaker"),
        index.FilterField("closes_on"),
        index.FilterField("pinned_until"),
        index.RelatedFields("themes", [index.FilterField("id")]),
        index.RelatedFields("country_groups", [index.FilterField("id")]),
    ]

    class Meta:
        verbose_name = "actualité"
        verbose_name_plural = "actualités"
        indexes = [
            models.Index(fields=["-ranked_on", "-page_ptr"], name="news_by_rank"),
            models.Index(fields=["published_on", "page_ptr"], name="news_by_date"),
            models.Index(fields=["pinned_until"], name="news_pinned", condition=models.Q(pinned_until__isnull=False)),
            models.Index(fields=["closes_on"], name="news_closing", condition=models.Q(closes_on__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="news_closes_after_it_is_published",
                condition=Q(closes_on__gte=F("published_on")),
                violation_error_code="closes_on",
                violation_error_message="La date limite ne peut pas précéder la publication.",
            ),
        ]

    def save(self, *args, **kwargs):
        """Keep the item where its date puts it or, without one, where it was put; the day it came, if nowhere."""
        self.ranked_on = self.published_on or self.ranked_on or timezone.localdate()
        super().save(*args, **kwargs)

    public_day = property(attrgetter("published_on"))

    @property
    def publication(self):
        """When it was published, in words, or that nobody knows."""
        if self.published_on is None:
            return "Date de publication non précisée"
        return f"Publié le {date_format(self.published_on, 'l')} {day_in_words(self.published_on)}"

    @property
    def corrected_on(self):
        """The day of its last correction, if it came after the day of its publication, or None."""
        if not self.last_published_at:
            return None
        last, first = (timezone.localdate(at) for at in (self.last_published_at, self.first_published_at))
        return last if last > max(first, self.published_on or first) else None

    @property
    def speaker_label(self):
        """Who speaks, by name if it is known."""
        return self.speaker_name or self.get_speaker_display()

    @property
    def is_closed(self):
        """Whether the last day to answer is over: the contrary of NewsQuerySet.open()."""
        return self.closes_on is not None and self.closes_on < timezone.localdate()

    @property
    def closing(self):
        """Until when one may answer, in words; nothing when no answer is awaited."""
        if self.closes_on is None:
            return ""
        words = "Clos depuis le" if self.is_closed else "Date limite :"
        return f"{words} {day_in_words(self.closes_on)}"

    @cached_property
    def own_picture(self):
        """The absolute address of its picture, cut as social networks show it; nothing without one."""
        return address_in_size(self.image, SHARED_SIZE) if self.image else ""

    @property
    def card_note(self):
        """When it was published, if that is known."""
        return self.publication if self.published_on else ""

    @cached_property
    def terms(self):
        """Its themes, then its country groups."""
        return [*self.themes.all(), *self.country_groups.all()]

    @property
    def files(self):
        """The documents that go with it: those listed after the text, then those within it."""
        blocks = [*self.documents, *(block for block in self.body if block.block_type == "document")]
        return [block.value["document"] for block in blocks if block.value["document"]]

    @property
    def structured_data(self):
        """What search engines are told of it, in the terms of schema.org."""
        house = {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME, "url": absolute("/")}
        data = {
            "@type": "NewsArticle",
            "headline": self.title,
            "description": self.description,
            "url": absolute(self.url),
            "image": self.own_picture or (self.pk and card_of(self).url),
            "datePublished": self.published_on,
            "dateModified": self.last_published_at and self.last_published_at.isoformat(),
            "author": {"@type": "Person", "name": self.author} if self.author else house,
            "publisher": house,
            "inLanguage": "fr",
            "keywords": [term.name for term in self.terms],
        }
        return {name: value for name, value in data.items() if value}

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"links": Links(self)}
