from functools import partial
from urllib.parse import urlsplit

from django.db import models
from django.forms import CheckboxSelectMultiple
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.blocks import PageChooserBlock
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.search import index
from wagtailmedia.edit_handlers import MediaChooserPanel

from portal.blocks import body_blocks
from portal.days import OLDEST_DAY, day_validators
from portal.fields import BodyField
from portal.models import BasePage, Filed
from portal.models.assets import Language, Rights
from portal.models.recordings import EXEMPT_BEFORE
from ressources.blocks import file_blocks
from ressources.cms_forms import ResourcePageForm
from ressources.kinds import Kind
from ressources.querysets import ResourceQuerySet
from ressources.reading import Reading
from ressources.sorting import sort_key
from ressources.terms import Publisher

# A field too small to be discussed: without the marks of comments, the form is lighter.
brief = partial(FieldPanel, disable_comments=True)


class ResourcePage(Filed, BasePage):
    """A text, photographs, a sound or a film that one may use."""

    kind = models.CharField(
        "type", max_length=5, choices=Kind, default=Kind.TEXT, help_text="Celui sous lequel les visiteurs la trouvent."
    )
    dated_on = models.DateField(
        "date", null=True, blank=True, validators=day_validators(OLDEST_DAY), help_text="Vide si elle n’est pas connue."
    )
    authors = models.CharField(
        "auteurs",
        max_length=250,
        blank=True,
        help_text="Séparés par des virgules. Vide : non précisé. 250 signes au plus.",
    )
    publisher = models.ForeignKey(
        Publisher,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="éditeur",
        help_text="L’organisme qui publie. La liste s’allonge dans « Éditeurs ».",
    )
    language = models.CharField(
        "langue", max_length=2, choices=Language, default=Language.FRENCH, help_text="Celle du contenu."
    )
    rights = models.CharField(
        "droits",
        max_length=20,
        choices=Rights,
        blank=True,
        default=Rights.UNKNOWN,
        help_text="Le site dit en mots simples ce que l’on peut en faire.",
    )
    credit = models.CharField(
        "crédit",
        max_length=200,
        blank=True,
        help_text="À citer par qui réutilise. Vide : non précisé. 200 signes au plus.",
    )
    files = BodyField(
        file_blocks(), verbose_name="fichiers", blank=True, help_text="Le type, la taille et les pages sont lus dessus."
    )
    photos = BodyField(
        body_blocks("image"),
        verbose_name="photos",
        blank=True,
        help_text="L’album, dans cet ordre.",
    )
    recording = models.ForeignKey(
        "portal.PortalMedia",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="enregistrement",
        help_text="Sous-titres, chapitres et transcription sont sur sa fiche.",
    )
    external_url = models.URLField(
        "ou vidéo d’un autre site",
        blank=True,
        help_text="Adresse de sa page, PeerTube de préférence. Rien n’est demandé à ce site avant un clic.",
    )
    external_transcript = RichTextField(
        "transcription de la vidéo d’un autre site",
        blank=True,
        features=["bold", "italic", "ul", "ol"],
        help_text="Tout ce qui est dit et qu’il faut avoir vu.",
    )
    without_transcript = models.BooleanField(
        "publier sans transcription pour l’instant",
        default=False,
        help_text="La page le dit, et le rapport « Sans transcription » le rappelle.",
    )
    body = BodyField(
        body_blocks("heading", "text", "quote"),
        verbose_name="contenu",
        blank=True,
        help_text="Le texte lui-même, ou ce qu’il faut savoir du reste.",
    )
    related_event = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="évènement lié",
        help_text="Celui de l’agenda d’où elle vient.",
    )
    related_pages = BodyField(
        [
            ("news", PageChooserBlock("actualites.NewsPage", label="Actualité")),
            ("resource", PageChooserBlock("ressources.ResourcePage", label="Ressource")),
        ],
        verbose_name="actualités et ressources liées",
        blank=True,
        help_text="À lire ou à voir ensuite.",
    )
    is_example = models.BooleanField(
        "exemple",
        default=False,
        help_text="Cochez pour afficher « exemple ». Le menu « Ressources » les supprime tous en une action.",
    )
    title_key = models.CharField(max_length=255, editable=False, default="")

    objects = PageManager.from_queryset(ResourceQuerySet)()

    parent_page_types = ["ressources.ResourceCentrePage"]
    subpage_types = []
    show_in_menus_default = False
    icon = "media"
    page_description = "Un document, des photos, un son ou une vidéo."
    og_type = "article"
    theme = "menthe"
    base_form_class = ResourcePageForm

    content_panels = [
        BasePage.content_panels[0],
        FieldRowPanel([brief("kind"), brief("dated_on")]),
        BasePage.content_panels[1],
        MultiFieldPanel([brief("files")], heading="Texte : fichiers à télécharger"),
        MultiFieldPanel([brief("photos")], heading="Photo : l’album"),
        MultiFieldPanel(
            [
                MediaChooserPanel("recording", disable_comments=True),
                brief("external_url"),
                brief("external_transcript"),
                brief("without_transcript"),
            ],
            heading="Son et vidéo",
        ),
        brief("body"),
        MultiFieldPanel(
            [
                FieldRowPanel([brief("authors"), brief("publisher")]),
                FieldRowPanel([brief("language"), brief("rights")]),
                brief("credit"),
                FieldRowPanel([brief(name, widget=CheckboxSelectMultiple) for name in ("themes", "country_groups")]),
                brief("is_example"),
            ],
            heading="Auteurs, droits et classement",
        ),
        MultiFieldPanel(
            [
                PageChooserPanel("related_event", "agenda.EventPage", disable_comments=True),
                brief("related_pages"),
            ],
            heading="Pages liées",
            classname="collapsed",
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("authors"),
        index.FilterField("kind"),
        index.FilterField("dated_on"),
        index.FilterField("language"),
        index.FilterField("is_example"),
        index.FilterField("title_key"),
        index.FilterField("publisher"),
    ]

    class Meta:
        verbose_name = "ressource"
        verbose_name_plural = "ressources"
        indexes = [
            models.Index(fields=["-dated_on", "-page_ptr"], name="resources_by_date"),
            models.Index(fields=["title_key", "page_ptr"], name="resources_by_title"),
            # The home page counts them.
            models.Index(fields=["kind"], name="resources_by_kind"),
        ]

    def save(self, *args, **kwargs):
        """Keep the title as it sorts."""
        self.title_key = sort_key(self.title)
        super().save(*args, **kwargs)

    @property
    def kind_label(self):
        return self.get_kind_display()

    @property
    def facts_line(self):
        """Kind and year, « Texte, 2020 », as far as they are known."""
        return f"{self.kind_label}, {self.dated_on.year}" if self.dated_on else self.kind_label

    @property
    def rights_in_plain_words(self):
        return Rights(self.rights).in_plain_words

    @property
    def has_sound_or_film(self):
        return self.kind in (Kind.SOUND, Kind.FILM) and bool(self.recording or self.external_url)

    @property
    def external_host(self):
        """Site that the film is kept on, « tube.exemple.fr »."""
        return urlsplit(self.external_url).netloc.removeprefix("www.")

    @property
    def is_transcribed(self):
        """Whether who does not hear its sound or its film has something to read."""
        return bool(self.recording.is_transcribed if self.recording else self.external_transcript)

    @property
    def is_exempt(self):
        """Whether its sound or film is so old that the law asks for no transcript."""
        if self.recording and self.recording.recorded_on:
            return self.recording.is_exempt
        return self.dated_on is not None and self.dated_on < EXEMPT_BEFORE

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"reading": Reading(self)}
