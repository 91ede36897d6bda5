"""What visitors find of the case for international action: figures, questions and sources of funding, one by one."""

from aict.cards import FigureCard
from aict.models import (
    BrochurePage,
    FaqPage,
    FiguresPage,
    FigureValue,
    FundingPage,
    FundingSource,
    GoalsPage,
    KeyFigure,
    PartnersPage,
    Question,
    published_figures,
)
from aict.models.goals import Goal
from aict.models.partners import Partner
from portal.models.search import Kind
from portal.search.sources import Find, followed, in_sentences, plain, searchable, users_of


def figures(page):
    """Yield the listed figures, each as a sentence around its value."""
    for figure in published_figures().values():
        if figure.is_listed:
            card = FigureCard(figure)
            latest = figure.latest
            text = in_sentences([f"{figure.name} : {card.sentence}", plain(figure.explanation), card.source_name])
            yield Find(
                Kind.FIGURE,
                f"{figure.quantity.short} {figure.short_label}",
                text,
                anchor=figure.slug,
                value=figure.quantity.short,
                dated_on=latest.as_of if latest else None,
            )


def questions(page):
    for question in page.answered():
        yield Find(Kind.QUESTION, question.question, plain(question.answer), anchor=question.anchor)


def sources(page):
    for source in FundingSource.objects.published():
        themes = ", ".join(theme.name for theme in source.themes.all())
        about = [("Qui peut candidater", source.who), ("Montant", source.amount), ("Thématiques", themes)]
        text = in_sentences([plain(source.text), *(f"{label} : {said}" for label, said in about if said)])
        yield Find(Kind.FUNDING, str(source), text, anchor="sources")


def brochure(page):
    """What people call it, whatever its title."""
    return ["Brochure à télécharger, en PDF"]


def partners(page):
    return [
        f"{partner.name} ({partner.long_name})" if partner.long_name else partner.name
        for partner in page.partners.all()
    ]


def goals(page):
    return [goal.title for goal in page.goals.all()]


def figure_pages(record):
    """The page of figures, and those that cite this one."""
    figure = record if isinstance(record, KeyFigure) else record.figure
    return [*FiguresPage.objects.all(), *users_of(figure)]


def funding_pages(record):
    return FundingPage.objects.all()


def own_page(record):
    return [record.page]


searchable(FiguresPage, more=figures)
searchable(BrochurePage, words=brochure)
searchable(FaqPage, more=questions)
searchable(FundingPage, more=sources)
searchable(PartnersPage, words=partners)
searchable(GoalsPage, words=goals)
followed(KeyFigure, figure_pages)
followed(FigureValue, figure_pages)
followed(FundingSource, funding_pages)
for model in (Question, Partner, Goal):
    followed(model, own_page)
