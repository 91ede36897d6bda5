from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from portal.blocks import TEXT_FEATURES, LineBlock
from portal.fields import BodyField
from portal.models import BasePage
from portal.templatetags.dates import day_in_words


class EndBlock(blocks.StructBlock):
    label = LineBlock(label="date", max_length=40, help_text="Années 50 ; Loi de 1992.")
    text = blocks.RichTextBlock(label="texte", features=TEXT_FEATURES, help_text="Ce qui se passait alors.")


class PeriodBlock(blocks.StructBlock):
    """A period, from one point to another: « De … à … »."""

    start = EndBlock(label="de")
    end = EndBlock(label="à")

    class Meta:
        label = "Période"
        icon = "history"


class LandmarkBlock(blocks.StructBlock):
    """One date that counts: a law, a treaty."""

    date = blocks.DateBlock(label="date", help_text="Jour de la loi ou de la signature.")
    title = LineBlock(label="titre", max_length=250, help_text="Ce qui a été décidé.")
    url = blocks.URLBlock(label="adresse du texte", required=False, help_text="Sur Légifrance, pour une loi.")

    class Meta:
        label = "Repère"
        icon = "pin"


class StrandBlock(blocks.StructBlock):
    title = LineBlock(label="titre", max_length=100, help_text="Les premiers mots, en gras.")
    text = LineBlock(label="suite de la phrase", max_length=300, required=False, help_text="Vide : le titre suffit.")

    class Meta:
        label = "Axe"
        icon = "arrow-right"


class HistoryPage(BasePage):
    """Where international action comes from, then where it goes."""

    past_title = models.CharField(
        "titre de l’histoire", max_length=100, help_text="Par exemple : D’où venons-nous ? 100 signes au plus."
    )
    periods = BodyField(
        [("period", PeriodBlock()), ("landmark", LandmarkBlock())],
        verbose_name="périodes et repères",
        blank=True,
        help_text="Du plus ancien au plus récent ; un repère suit la période où il tombe.",
    )
    future_title = models.CharField(
        "titre de la suite", max_length=100, blank=True, help_text="Par exemple : Où allons-nous ? 100 signes au plus."
    )
    future_lead = RichTextField(
        "présentation", blank=True, features=TEXT_FEATURES, help_text="Quelques phrases avant les axes."
    )
    strands = BodyField(
        [("strand", StrandBlock())], verbose_name="axes", blank=True, help_text="Dans l’ordre de la page."
    )

    max_count = 1
    parent_page_types = ["aict.AictPage"]
    subpage_types = []
    page_description = "Frise : périodes et repères, puis la suite en quelques axes."
    icon = "history"
    theme = "safran"

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("past_title"), FieldPanel("periods")], heading="D’où l’on vient"),
        MultiFieldPanel(
            [FieldPanel("future_title"), FieldPanel("future_lead"), FieldPanel("strands")], heading="Où l’on va"
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("periods"),
        index.SearchField("future_lead"),
        index.SearchField("strands"),
    ]

    class Meta:
        verbose_name = "page d’histoire"
        verbose_name_plural = "pages d’histoire"

    def timeline(self):
        """Return the periods in order, each a dict of its two ends and of the landmarks that follow it."""
        periods = []
        for block in self.periods:
            if block.block_type == "period":
                start, end = block.value["start"], block.value["end"]
                ends = {f"start_{name}": value for name, value in start.items()}
                ends |= {f"end_{name}": value for name, value in end.items()}
                periods.append(ends | {"landmarks": []})
            else:
                if not periods:
                    periods.append({"landmarks": []})
                date = day_in_words(block.value["date"])
                periods[-1]["landmarks"].append(dict(block.value) | {"date_label": date})
        return periods

    def strand_pairs(self):
        """Return the (title, rest of the sentence) pairs of what comes next."""
        return [(block.value["title"], block.value["text"]) for block in self.strands]
