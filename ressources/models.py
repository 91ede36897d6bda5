from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from portal.blocks import body_blocks
from portal.fields import BodyField
from portal.models import BasePage
from portal.pagination import paginate
from ressources.forms import ResourceForm
from ressources.kinds import Kind
from ressources.querysets import ResourceQuerySet


class ResourceCentrePage(BasePage):
    """The resources of four kinds, which visitors narrow."""

    max_count = 1
    parent_page_types = ["portal.HomePage"]
    subpage_types = ["ressources.ResourcePage"]
    icon = "folder-open-inverse"
    page_description = "Le centre de ressources : textes, photos, sons et vidéos."
    theme = "menthe"

    class Meta:
        verbose_name = "centre de ressources"
        verbose_name_plural = "centres de ressources"

    def get_context(self, request, *args, **kwargs):
        resources = ResourcePage.objects.child_of(self).published()
        form = ResourceForm(request.GET, counts=resources.count_by_kind())
        pages = paginate(request, form.narrow(resources).latest_first())
        return super().get_context(request, *args, **kwargs) | {"form": form, "resources": pages, "pages": pages}

    @classmethod
    def shown_records(cls):
        return ResourcePage.objects.published()


class ResourcePage(BasePage):
    """A text, a photograph, a sound or a film that one may use."""

    kind = models.CharField(
        "type", max_length=5, choices=Kind, default=Kind.TEXT, help_text="Celui sous lequel les visiteurs la trouvent."
    )
    dated_on = models.DateField("date", null=True, blank=True, help_text="Vide si elle n’est pas connue.")
    is_example = models.BooleanField(
        "exemple",
        default=False,
        help_text="Cochez pour afficher « exemple » ; supprimez en une action depuis la liste.",
    )
    body = BodyField(
        body_blocks("text", "image", "gallery", "document", "sound", "film", "embed", "links"),
        verbose_name="contenu",
        blank=True,
        help_text="Le document, les photos, le son ou le film, puis ce qu’il faut en savoir.",
    )

    objects = PageManager.from_queryset(ResourceQuerySet)()

    parent_page_types = ["ressources.ResourceCentrePage"]
    subpage_types = []
    show_in_menus_default = False
    icon = "media"
    page_description = "Un document, des photos, un son ou un film."
    theme = "menthe"

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("kind"),
        FieldPanel("dated_on"),
        FieldPanel("body"),
        FieldPanel("is_example"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.FilterField("kind")]

    class Meta:
        verbose_name = "ressource"
        verbose_name_plural = "ressources"

    @property
    def kind_label(self):
        return self.get_kind_display()

    @property
    def facts_line(self):
        """Kind and year, « Texte, 2020 », as far as they are known."""
        return f"{self.kind_label}, {self.dated_on.year}" if self.dated_on else self.kind_label
