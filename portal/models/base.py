from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.search import index

from portal.querysets import PortalPageQuerySet, restrictions


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
        help_text="Ce qui reste à vérifier sur cette page. Jamais publiée ; rappelée sur l’accueil de l’éditeur.",
    )

    objects = PageManager.from_queryset(PortalPageQuerySet)()

    content_panels = [
        FieldPanel("title", classname="title", help_text="Ce que l’on apprend, en moins de 90 signes."),
        FieldPanel("lead"),
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("short_title"),
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("show_in_menus", heading="Paraît dans le plan du site"),
            ],
            heading="Partage et référencement",
        ),
    ]
    settings_panels = [*Page.settings_panels, FieldPanel("editor_note")]
    search_fields = [*Page.search_fields, index.SearchField("lead")]

    # Listed in the site map, unless it is one of many (news, events, resources).
    show_in_menus_default = True
    # The theme of the section, which gives its colours (static/css/layout.css).
    theme = "paper"

    class Meta:
        abstract = True

    def get_view_restrictions(self):
        """Ask for this page's restrictions only when the site has any: one reading serves the whole request."""
        return super().get_view_restrictions() if restrictions() else PageViewRestriction.objects.none()

    @property
    def label(self):
        """Name of the page where there is little room."""
        return self.short_title or self.title

    @property
    def summary(self):
        """What the page is about, for lists and search engines."""
        return self.search_description or self.lead
