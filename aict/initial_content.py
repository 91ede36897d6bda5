"""The AICT section, from the client's text in aict/content/."""

from django.utils.text import slugify

from aict import models
from aict.models import AictPage, FigureValue, FundingSource, Goal, KeyFigure, Partner, Question
from portal.initial_content import add_page, read, rewrite, rich_text
from portal.models import HomePage, Theme

# Chapters in their order, by their key in pages.toml.
CHAPTERS = {
    "figures": "FiguresPage",
    "faq": "FaqPage",
    "history": "HistoryPage",
    "method": "MethodPage",
    "funding": "FundingPage",
    "partners": "PartnersPage",
    "brochure": "BrochurePage",
    "goals": "GoalsPage",
}
TEXTS = {"questions", "periods", "landmarks", "strands", "steps", "contents", "titles", "arguments"}
REFERENCES = ("compared_with", "numerator", "denominator")
VALUE = ("value", "unit", "qualifier", "period")


def load_pages():
    """Make the figures, the sources of funding, and the pages without what links them."""
    load_figures()
    load_funding()
    content = read("aict", "pages")
    section = add_page(HomePage.objects.get(), AictPage(show_in_menus=True, **plain(content["aict"])))
    for name, model in CHAPTERS.items():
        add_page(section, getattr(models, model)(show_in_menus=True, **plain(content[name])))


def load_texts():
    """Write the texts that cite figures and pages."""
    content = read("aict", "pages")
    figures = dict(KeyFigure.objects.values_list("slug", "pk"))
    arguments = [
        ("argument", {"title": argument["title"], "text": rich_text(argument["text"], figures)})
        for argument in content["aict"]["arguments"]
    ]
    rewrite(AictPage.objects.get(), arguments=arguments)
    write_questions(content["faq"]["questions"], figures)
    write_history(content["history"])
    write_chapters(content)


def plain(fields):
    """Return the fields that name nothing else."""
    return {name: value for name, value in fields.items() if name not in TEXTS}


def load_figures():
    content = read("aict", "figures")
    for order, fields in enumerate(content["figure"]):
        own = {n: v for n, v in fields.items() if n not in (*VALUE, *REFERENCES, "before", "after")}
        figure = KeyFigure.objects.create(sort_order=order, **own)
        if "value" in fields:
            value = {name: fields[name] for name in VALUE if name in fields}
            FigureValue.objects.create(figure=figure, as_of=content["as_of"], **value)
    keys = dict(KeyFigure.objects.values_list("slug", "pk"))
    for fields in content["figure"]:
        figure = KeyFigure.objects.get(slug=fields["slug"])
        for name in REFERENCES:
            setattr(figure, f"{name}_id", keys.get(fields.get(name)))
        figure.before, figure.after = (line(fields.get(name, ""), keys) for name in ("before", "after"))
        figure.save()
        figure.save_revision().publish()


def line(text, keys):
    return f"<p>{rich_text(text, keys)}</p>" if text else ""


def load_funding():
    for order, fields in enumerate(read("aict", "network")["funding"]):
        themes = [Theme.objects.get_or_create(name=n, slug=slugify(n))[0] for n in fields.pop("themes", [])]
        boxes = {f"for_{authority}": True for authority in fields.pop("for", [])}
        source = FundingSource.objects.create(sort_order=order, **fields, **boxes)
        source.themes.set(themes)
        source.save_revision().publish()


def write_questions(questions, figures):
    page = models.FaqPage.objects.get()
    page.questions = [
        Question(
            sort_order=order,
            anchor=fields["anchor"],
            question=fields["question"],
            answer=rich_text(fields["answer"], figures),
        )
        for order, fields in enumerate(questions)
    ]
    page.save_revision().publish()


def write_history(history):
    blocks = [("period", period) for period in history["periods"]]
    blocks += [("landmark", landmark) for landmark in history["landmarks"]]
    strands = [("strand", strand) for strand in history["strands"]]
    rewrite(models.HistoryPage.objects.get(), periods=blocks, strands=strands)


def write_chapters(content):
    rewrite(models.MethodPage.objects.get(), steps=[("step", {"text": step}) for step in content["method"]["steps"]])
    rewrite(models.BrochurePage.objects.get(), body=[("text", rich_text(content["brochure"]["contents"]))])
    goals = models.GoalsPage.objects.get()
    goals.goals = [Goal(number=number, title=title) for number, title in enumerate(content["goals"]["titles"], 1)]
    goals.save_revision().publish()
    partners = models.PartnersPage.objects.get()
    partners.partners = [Partner(sort_order=n, **fields) for n, fields in enumerate(read("aict", "network")["partner"])]
    partners.save_revision().publish()
