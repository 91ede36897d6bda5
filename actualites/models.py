from django.db import models
from django.utils.formats import date_format
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from actualites.querysets import NewsQuerySet
from portal.blocks import body_blocks
from portal.fields import BodyField
from portal.models import BasePage
from portal.pagination import paginate
from portal.templatetags.dates import day_in_words


class NewsIndexPage(BasePage):
    """All the news, the latest first."""

    max_count = 1
    parent_page_types = ["portal.HomePage"]
    subpage_types = ["actualites.NewsPage"]
    icon = "list-ul"
    page_description = "La liste des actualités."
    theme = "corail"

    class Meta:
        verbose_name = "page des actualités"
        verbose_name_plural = "pages des actualités"

    def get_context(self, request, *args, **kwargs):
        news = NewsPage.objects.child_of(self).published().latest_first()
        return super().get_context(request, *args, **kwargs) | {"news": paginate(request, news.for_cards())}


class NewsPage(BasePage):
    """A news item; a date that nobody knows stays unknown."""

    published_on = models.DateField(
        "date de publication",
        null=True,
        blank=True,
        help_text="Vide si elle n’est pas connue : le site le dit et n’en invente pas.",
    )
    ranked_on = models.DateField(
        "rangée au",
        null=True,
        blank=True,
        help_text="Sert seulement à ranger une actualité sans date de publication. Jamais affichée.",
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
        body_blocks("text", "heading", "image", "gallery", "quote", "callout", "links", "document", "embed"),
        verbose_name="texte",
        blank=True,
        help_text="L’actualité, bloc après bloc.",
    )

    objects = PageManager.from_queryset(NewsQuerySet)()

    parent_page_types = ["actualites.NewsIndexPage"]
    subpage_types = []
    show_in_menus_default = False
    icon = "doc-full"
    page_description = "Une actualité : titre, date, image, texte."
    theme = "corail"

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("published_on"),
        FieldPanel("image"),
        FieldPanel("body"),
    ]
    settings_panels = [FieldPanel("ranked_on"), *BasePage.settings_panels]
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.FilterField("published_on")]

    class Meta:
        verbose_name = "actualité"
        verbose_name_plural = "actualités"

    @property
    def publication(self):
        """When it was published, in words, or that nobody knows."""
        if self.published_on is None:
            return "Date de publication non précisée"
        return f"Publié le {date_format(self.published_on, 'l')} {day_in_words(self.published_on)}"

    def get_context(self, request, *args, **kwargs):
        news = NewsPage.objects.sibling_of(self).published()
        return super().get_context(request, *args, **kwargs) | {
            "previous": news.before(self).first(),
            "next": news.after(self).first(),
        }
