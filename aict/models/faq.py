from django.db import models
from django.utils.text import slugify
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from portal.blocks import TEXT_FEATURES
from portal.cms_forms import RowsPanel
from portal.models import BasePage


class FaqPage(BasePage):
    """Questions of elected officials, each with its answer and its own address."""

    max_count = 1
    parent_page_types = ["aict.AictPage"]
    subpage_types = []
    page_description = "Questions et réponses. Une question sans réponse n’est pas publiée."
    icon = "help"
    theme = "safran"

    content_panels = [
        *BasePage.content_panels,
        RowsPanel("questions", label="question", heading="Questions, dans l’ordre de la page"),
    ]

    class Meta:
        verbose_name = "page de questions"
        verbose_name_plural = "pages de questions"

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"questions": self.answered()}

    def answered(self):
        """Return the questions that have an answer, in their order."""
        return [question for question in self.questions.all() if question.answer]


class Question(index.Indexed, Orderable):
    page = ParentalKey(FaqPage, on_delete=models.CASCADE, related_name="questions")
    question = models.CharField(
        "question", max_length=200, help_text="Telle qu’on la pose, avec son « ? ». 200 signes au plus."
    )
    anchor = models.SlugField(
        "ancre",
        max_length=60,
        blank=True,
        help_text="Fin de l’adresse de la réponse : cout. Vide : faite d’après elle. 60 signes, à ne plus changer.",
    )
    answer = RichTextField(
        "réponse", blank=True, features=TEXT_FEATURES, help_text="Vide : la question n’est pas publiée."
    )

    panels = [FieldPanel("question"), FieldPanel("anchor"), FieldPanel("answer")]
    search_fields = [index.SearchField("question", boost=5), index.SearchField("answer")]

    class Meta(Orderable.Meta):
        verbose_name = "question"
        verbose_name_plural = "questions"
        constraints = [
            models.UniqueConstraint(
                name="one_question_per_anchor",
                fields=["page", "anchor"],
                violation_error_message="Une autre question de la page a déjà cette ancre.",
            ),
        ]

    def __str__(self):
        return self.question

    def clean(self):
        super().clean()
        self.anchor = self.anchor or slugify(self.question)[:60].strip("-")
