from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail.snippets.blocks import SnippetChooserBlock

from portal.blocks import LineBlock, LinkBlock, MenuLinkBlock
from portal.fields import BodyField
from portal.models.base import BasePage
from portal.structure import structure, whole


class AnswerBlock(blocks.StructBlock):
    question = LineBlock(label="question", max_length=60, help_text="Par exemple : Qui paie ?")
    figure = SnippetChooserBlock("aict.KeyFigure", label="chiffre", help_text="Sa valeur suit celle de sa fiche.")
    link = LinkBlock(label="preuve")

    class Meta:
        label = "Réponse"
        icon = "help"


class AnswersBlock(blocks.StructBlock):
    title = LineBlock(label="titre", max_length=80, help_text="Ce que disent ces chiffres ensemble.")
    answers = blocks.ListBlock(AnswerBlock(), label="réponses", min_num=1, max_num=4)

    class Meta:
        label = "Chiffres choisis"
        icon = "order"
        template = "portal/home/answers.html"


class SectionBlock(blocks.StructBlock):
    """A part of the home page that another page fills: only its title is typed here."""

    title = LineBlock(label="titre", max_length=80, help_text="Le reste vient de sa page.")


class CountBlock(blocks.StructBlock):
    count = blocks.IntegerBlock(label="nombre", default=3, min_value=1, max_value=12, help_text="De 1 à 12.")


class CountedSectionBlock(SectionBlock, CountBlock):
    """The same, of which so many items are shown."""


def section(name, label, icon, base=SectionBlock):
    """Return a (name, block) pair whose template is portal/home/<name>.html."""
    return name, base(label=label, icon=icon, template=f"portal/home/{name}.html")


HOME_PARTS = [
    ("answers", AnswersBlock()),
    section("figures", "Les dix chiffres", "order"),
    section("arguments", "Les arguments", "pilcrow"),
    section("agenda_and_news", "Agenda et actualités", "calendar-alt", CountBlock),
    section("resources", "Centre de ressources", "folder-open-inverse"),
    section("questions", "Questions des élus", "help", CountedSectionBlock),
    section("partners", "Partenaires", "group"),
    section("brochure", "La plaquette", "download"),
]


class HomePage(BasePage):
    """The front page: who CUF is, the question, and parts that editors choose and order."""

    subtitle = models.CharField(
        "seconde ligne du titre", max_length=90, blank=True, help_text="Question ou promesse. 90 signes au plus."
    )
    tagline = models.CharField(
        "qui nous sommes", max_length=120, blank=True, help_text="Une ligne, au-dessus du titre. 120 signes au plus."
    )
    buttons = BodyField(
        [("link", MenuLinkBlock())], verbose_name="boutons", blank=True, help_text="Un ou deux, sous le titre."
    )
    parts = BodyField(
        HOME_PARTS, verbose_name="parties", blank=True, help_text="Dans l’ordre de la page ; chacune peut se retirer."
    )

    search_fields = [*BasePage.search_fields, index.SearchField("parts")]

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    page_description = "La page d’accueil. Ses parties se choisissent, s’ordonnent et se retirent."
    icon = "home"
    theme = "safran"

    content_panels = [
        FieldPanel("tagline"),
        *BasePage.content_panels[:1],
        FieldPanel("subtitle"),
        *BasePage.content_panels[1:],
        FieldPanel("buttons"),
        FieldPanel("parts"),
    ]

    class Meta:
        verbose_name = "page d’accueil"

    @classmethod
    def shown_records(cls):
        """The home page shows the latest of everything."""
        return Page.objects.live()

    def route(self, request, path_components):
        """Find a page by its whole address at once, where Wagtail reads two rows at each level."""
        if not path_components:
            return super().route(request, path_components)
        url_path = self.url_path + "/".join(path_components) + "/"
        page = next((page for page in structure().values() if page.url_path == url_path), None)
        if page:
            return whole(page).route(request, [])
        page = Page.objects.filter(url_path=url_path, path__startswith=self.path).first()
        return page.specific.route(request, []) if page else super().route(request, path_components)
