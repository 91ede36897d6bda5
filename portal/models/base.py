from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.search import index

from portal.cms_forms import PortalPageForm
from portal.descriptions import first_words
from portal.querysets import PortalPageQuerySet, restrictions

# Widths at which the CMS shows a page while it is written.
PREVIEW_SIZES = [
    {"name": "mobile", "icon": "mobile-alt", "device_width": 360, "label": "Aperçu sur un téléphone"},
    {"name": "tablet", "icon": "tablet-alt", "device_width": 768, "label": "Aperçu sur une tablette"},
    {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": "Aperçu sur un ordinateur"},
]


class BasePage(Page):
    """What every page of the site has: a lead, a short name for menus, a note between editors."""

    lead = models.TextField(
        "chapô",
        max_length=400,
        blank=True,
        help_text="Une ou deux phrases, lues aussi dans les listes et les moteurs de recherche. 400 signes au plus.",
    )
    short_title = models.CharField(
        "titre court",
        max_length=40,
        blank=True,
        help_text="Pour le menu et le fil d’Ariane, 40 signes au plus. Vide : le titre.",
    )
    editor_note = models.TextField(
        "note interne, à confirmer",
        max_length=2000,
        blank=True,
        help_text="Ce qui reste à vérifier ici. Jamais publiée ; rappelée sur l’accueil du CMS. 2000 signes au plus.",
    )

    objects = PageManager.from_queryset(PortalPageQuerySet)()

    content_panels = [
        TitleFieldPanel("title", help_text="Ce que l’on apprend ici, si possible en moins de 90 signes."),
        FieldPanel("lead"),
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("short_title"),
                FieldPanel("slug", help_text="Fin de l’adresse de la page. À ne plus changer une fois publiée."),
                FieldPanel("seo_title", help_text="Pour les moteurs de recherche, 60 signes. Vide : le titre."),
                FieldPanel("search_description", help_text="Pour les moteurs, 160 signes. Vide : le chapô."),
                FieldPanel(
                    "show_in_menus",
                    heading="Paraît dans le plan du site",
                    help_text="Le menu et le pied de page se règlent dans Paramètres, « Réglages du site ».",
                ),
            ],
            heading="Adresse et référencement",
        ),
    ]
    settings_panels = [*Page.settings_panels, FieldPanel("editor_note")]
    search_fields = [*Page.search_fields, index.SearchField("lead")]

    base_form_class = PortalPageForm
    preview_sizes = PREVIEW_SIZES
    # The CMS lists pages in the order of the site.
    admin_default_ordering = "ord"
    # Shown beside the kind of page where editors choose one.
    icon = "doc-full-inverse"
    # Listed in the site map, unless it is one of many (news, events, resources).
    show_in_menus_default = True
    # The theme of the section, which gives its colours (static/css/layout.css).
    theme = "paper"
    # What the page is for social networks, in the terms of Open Graph.
    og_type = "website"
    # Where pages show other records, a class method that returns them, each with its `last_published_at`.
    shown_records = None

    # The day of publication that the page itself shows, where editors give one.
    public_day = None

    class Meta:
        abstract = True

    def route(self, request, path_components):
        """Refuse a page at the very end of its publication, before the task that unpublishes makes its round."""
        if self.expire_at and self.expire_at <= timezone.now():
            raise Http404
        return super().route(request, path_components)

    def get_view_restrictions(self):
        """Ask for this page's restrictions only when the site has any: one reading serves the whole request."""
        return super().get_view_restrictions() if restrictions() else PageViewRestriction.objects.none()

    def update_aliases(self, **kwargs):
        """Leave the aliases of a page that is yet to be published alone: Wagtail would show what it holds at once."""
        if self.live:
            super().update_aliases(**kwargs)

    @property
    def label(self):
        """Name of the page where there is little room."""
        return self.short_title or self.title

    @property
    def summary(self):
        """What the page is about, for lists and search engines."""
        return self.search_description or self.lead

    @property
    def description(self):
        """The same; failing that, the first words of the page, what its card says or its title."""
        return self.summary or first_words(getattr(self, "body", ())) or capfirst(self.card_note) or self.title

    @property
    def card_note(self):
        """What stands at the foot of the picture that is shared for this page; nothing: who publishes the site."""
        return ""
