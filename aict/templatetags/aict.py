from django import template
from wagtail.models import Page

from aict import cards, open_data, structured
from aict.models import AictPage, BrochurePage, FaqPage, FiguresPage, PartnersPage, Question
from aict.rich_text import Line
from portal import memo
from portal.structure import page_of, structure, whole, whole_of

register = template.Library()

register.filter("line", Line)
register.simple_tag(cards.shared_state)
register.simple_tag(structured.dataset)
register.simple_tag(structured.questions_data)
register.simple_tag(open_data.links, name="data_files")


@register.simple_tag
def key_figures():
    """Return the listed figures as FigureCards, in the editors' order."""
    return cards.listed_figures()


@register.simple_tag
def figure_card(figure):
    """Return the FigureCard of a KeyFigure that an editor chose, or None if it is not published."""
    return cards.card_of(figure) if figure else None


@register.simple_tag
def computed_from(card):
    """Return the FigureCards of the figures computed from this one."""
    return cards.computed_from(card)


@register.simple_tag
def preview_card(figure):
    """Return the FigureCard of a KeyFigure that is being written, or None while it is worth nothing."""
    return cards.FigureCard(figure, rank=1, total=1) if figure.quantity else None


@register.simple_tag
def neighbours(page):
    """Return the pages of the section before and after `page`: a dict of `previous` and `next`."""
    siblings = [
        p
        for p in structure().values()
        if p.depth == page.depth and p.path[: -Page.steplen] == page.path[: -Page.steplen]
    ]
    place = next((i for i, sibling in enumerate(siblings) if sibling.pk == page.pk), None)
    if place is None:
        return {"previous": None, "next": None}
    return {"previous": siblings[place - 1] if place else None, "next": next(iter(siblings[place + 1 :]), None)}


@register.inclusion_tag("components/key_figure_card.html")
def key_figure_card(figure):
    """A figure within a text; nothing if it is not published."""
    return {"card": cards.card_of(figure) if figure else None}


@register.simple_tag
def figures_page():
    """Return the page of the figures, or None."""
    return page_of(FiguresPage)


@register.simple_tag
def aict_page():
    """Return the page of the arguments, or None."""
    return whole_of(AictPage)


@register.simple_tag
def brochure():
    """Return the brochure's page with its file, or None."""
    page, found = page_of(BrochurePage), BrochurePage.objects.select_related("document")
    return memo.keep("brochure", lambda: found.get(pk=page.pk)) if page else None


@register.simple_tag
def elected_questions(count=None):
    """Return the questions that have an answer, `count` at most: a dict of `page` and `questions`."""
    page = page_of(FaqPage)
    return {"page": page, "questions": memo.keep(("questions", count), lambda: _answered(page, count)) if page else []}


def _answered(page, count):
    return list(Question.objects.filter(page_id=page.pk).exclude(answer="")[:count])


@register.simple_tag
def partners():
    """Return the partners in the editors' order: a dict of `page` and `partners`."""
    page = page_of(PartnersPage)
    return {
        "page": page,
        "partners": memo.keep("partners", lambda: whole(page).ordered_partners()) if page else [],
    }
