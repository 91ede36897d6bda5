"""What the brochure says, read from the published records and pages: plain data, without a word of layout."""

from urllib.parse import urlsplit

from aict import cards
from aict.brochure import pictures
from aict.brochure.body import blocks_of
from aict.brochure.prose import absolute, rich
from aict.models import (
    AictPage,
    FaqPage,
    FiguresPage,
    FundingPage,
    FundingSource,
    HistoryPage,
    MethodPage,
    PartnersPage,
    published_figures,
)
from portal import memo
from portal.models import ContactPage, HomePage, SiteSettings
from portal.printing import drawings
from portal.printing.letters import plain
from portal.structure import page_of
from portal.templatetags.dates import day_in_words

# Grounds of the figures on their spread: no two neighbours are alike.
TILES = ["petrol", "safran", "ciel", "corail", "menthe", "ciel", "corail", "menthe", "safran", "petrol"]
# What a page of the site calls both halves of its title.
DASH = " – "


def build(page):
    """Return what the brochure of this BrochurePage says now, as JSON takes it; sections without content are None."""
    with memo.fresh():
        case = specific(AictPage)
        return {
            "cover": cover(page, case),
            "question": question(page, case),
            "answers": answers(),
            "figures": figures(),
            "arguments": arguments(case),
            "history": history(),
            "questions": questions(),
            "method": method(),
            "funding": funding(),
            "partners": partners(),
            "sources": sources(),
            "contact": contact(page),
            "themes": drawings.THEMES,
        }


def specific(model):
    """Return the published page of a model, with its own fields, or None."""
    page = page_of(model)
    return page.specific if page else None


def section(page, **fields):
    """Return a section with the title and the address of its page."""
    return {"title": plain(page.title), "url": absolute(page.url), **fields}


def cover(page, case):
    organisation = SiteSettings.current()
    title, _, subtitle = (case.title if case else page.title).partition(DASH)
    count = len(cards.listed_figures())
    return {
        "name": plain(page.title),
        "title": plain(title),
        "subtitle": plain(subtitle),
        "audience": plain(page.audience),
        "author": plain(organisation.name),
        "tagline": plain(organisation.tagline),
        "date": date_of(case),
        "wordmark": {theme: drawings.wordmark(theme) for theme in ("safran", "petrol")},
        "thread": drawings.thread("hero", 1, "circle", "safran"),
        "nest": drawings.thread("nest", max(count, 4), "circle", "petrol"),
        "photograph": photograph(page),
    }


def photograph(page):
    """Return the first image of the page's body, its alternative and its credit, or None."""
    for block in page.body:
        if block.block_type == "image" and block.value["image"]:
            image = block.value["image"]
            picture = pictures.photograph(image)
            credit = plain(image.credit) or "non précisé"
            return picture and picture | {"alt": plain(image.contextual_alt_text), "credit": credit}
    return None


def date_of(case):
    """Return the newest day of the content: that of the text, or that of a figure; empty when neither is known."""
    days = [case.published_on] if case and case.published_on else []
    days += [figure.latest.as_of for figure in published_figures().values() if figure.latest]
    return plain(day_in_words(max(days))) if days else ""


def question(page, case):
    lead = case.lead if case else page.lead
    notes = [note for note in blocks_of(page.body) if note["kind"] == "callout"]
    return {"lead": plain(lead), "notes": notes, "thread": drawings.thread("wave", 4, "circle", "paper")}


def answers():
    """Return what the home page answers in a few figures, or None."""
    home = page_of(HomePage)
    for block in home.specific.parts if home else []:
        if block.block_type == "answers":
            chosen = [(a["question"], cards.card_of(a["figure"])) for a in block.value["answers"] if a["figure"]]
            found = [(question, card) for question, card in chosen if card]
            items = [{"question": plain(question), "figure": figure(card)} for question, card in found]
            state = plain(cards.shared_state([card for _, card in found]))
            return {"title": plain(block.value["title"]), "state": state, "items": items} if items else None
    return None


def figures():
    found = cards.listed_figures()
    page = page_of(FiguresPage)
    if not found or not page:
        return None
    items = [figure(card, TILES[(card.rank - 1) % len(TILES)]) for card in found]
    return section(page, items=items, state=plain(cards.shared_state(found)))


def figure(card, theme="paper"):
    """Return one figure; its value is cut where its size changes."""
    parts = card.quantity.parts
    drawn = pictures.drawing(card.figure, theme)
    return {
        "rank": card.rank,
        "theme": theme,
        "qualifier": plain(card.quantity.qualifier),
        "number": parts.number,
        "unit": parts.unit,
        "rest": parts.rest,
        "label": plain(card.short_label),
        "drawing": drawn and drawn | {"caption": plain(card.figure.drawing.caption)},
    }


def arguments(case):
    items = [b.value for b in case.arguments] if case else []
    if not items:
        return None
    found = [{"title": plain(item["title"]), "blocks": rich(item["text"].source)} for item in items]
    art = drawings.thread("wave", len(found), "circle", "safran")
    title = plain(case.arguments_title or case.title)
    return {"title": title, "url": absolute(case.url), "items": found, "thread": art, "ending": ending(len(found))}


def ending(count):
    """Return the thread on which a chapter of `count` things ends."""
    return drawings.thread("wave", count, "circle", "paper")


def history():
    page = specific(HistoryPage)
    if not page:
        return None
    periods = [period(found) for found in page.timeline()]
    strands = [{"title": plain(title), "text": plain(text)} for title, text in page.strand_pairs()]
    future = {"title": plain(page.future_title), "blocks": rich(page.future_lead), "strands": strands}
    future["thread"] = drawings.thread("fan", len(strands), "circle", "petrol")
    art = drawings.thread("row", len(periods), "triangle", "corail")
    if not periods and not future["blocks"] and not strands:
        return None
    past = {"title": plain(page.past_title), "periods": periods, "thread": art}
    return {"url": absolute(page.url), "past": past, "future": future}


def period(found):
    """Return a period of the history: its two ends, if it has them, and its landmarks."""
    ends = [
        {"label": plain(found.get(f"{end}_label")), "blocks": rich(getattr(found.get(f"{end}_text"), "source", ""))}
        for end in ("start", "end")
    ]
    landmarks = [
        {"date": mark["date_label"], "title": plain(mark["title"]), "url": mark["url"] or ""}
        for mark in found["landmarks"]
    ]
    return {"ends": [end for end in ends if end["label"] or end["blocks"]], "landmarks": landmarks}


def questions():
    page = specific(FaqPage)
    found = page.answered() if page else []
    if not found:
        return None
    items = [{"question": plain(item.question), "blocks": rich(item.answer)} for item in found]
    art = drawings.thread("wave", len(items), "circle", "ciel")
    return section(page, items=items, thread=art, ending=ending(len(items)))


def method():
    page = specific(MethodPage)
    if not page or not (page.steps or page.body):
        return None
    steps = [rich(block.value["text"].source) for block in page.steps]
    art = drawings.thread("row", len(steps), "circle", "menthe")
    return section(page, steps=steps, blocks=blocks_of(page.body), thread=art)


def funding():
    page = page_of(FundingPage)
    found = [source(item) for item in FundingSource.objects.published()] if page else []
    return section(page, items=found, thread=drawings.thread("fan", len(found), "circle", "safran")) if found else None


def source(item):
    """Return a source of funding with its facts; paper tells days, not how far they are."""
    themes = ", ".join(theme.name for theme in item.themes.all())
    facts = [("Calendrier", calendar(item)), ("Montant", item.amount), ("Qui peut candidater", item.who)]
    facts += [("Thématiques", themes)] if themes else []
    facts += [("Vérifié le", day_in_words(item.checked_on))] if item.checked_on else []
    return {
        "funder": plain(item.funder),
        "scheme": plain(item.scheme),
        "blocks": rich(item.text),
        "facts": [[label, plain(value)] for label, value in facts],
        "url": item.url,
        "host": plain(item.host),
    }


def calendar(item):
    """When one may apply, in days that stay true; empty when nothing is known."""
    if item.is_permanent:
        return "permanent, sans date limite"
    opens = f"ouvre le {day_in_words(item.opens_on)}" if item.opens_on else ""
    closes = f"clôt le {day_in_words(item.closes_on)}" if item.closes_on else ""
    return ", ".join(filter(None, [opens, closes]))


def partners():
    page = specific(PartnersPage)
    found = page.ordered_partners() if page else []
    if not found:
        return None
    items = [
        {"name": plain(item.name), "long": plain(item.long_name), "url": item.url, "host": plain(item.host)}
        for item in found
    ]
    return section(page, items=items, thread=drawings.thread("nest", len(items), "circle", "petrol"))


def sources():
    """Return every published figure in its sentence, with its date and who says so, or None."""
    listed = cards.listed_figures()
    known = {card.figure.pk for card in listed}
    others = [cards.card_of(found) for pk, found in published_figures().items() if pk not in known]
    items = [provenance(card) for card in [*listed, *others]]
    return {"title": "Sources et dates de chaque chiffre", "items": items} if items else None


def provenance(card):
    """Return what backs a figure; what isn't known is empty."""
    checked = f"Vérifié le {day_in_words(card.checked_on)}" if card.checked_on else ""
    return {
        "rank": card.rank,
        "value": card.quantity.short,
        "sentence": plain(card.sentence),
        "state": plain(card.state),
        "period": plain(card.period),
        "source": plain(card.source_name or urlsplit(card.source_url).netloc),
        "url": card.source_url,
        "checked": checked,
        "formula": plain(card.formula),
    }


def contact(page):
    organisation = SiteSettings.current()
    lines = [plain(text) for text in organisation.address.splitlines()]
    form = page_of(ContactPage)
    return {
        "name": plain(organisation.name),
        "address": [text for text in lines if text],
        "phone": plain(organisation.phone),
        "email": organisation.email,
        "site": absolute("/"),
        "form": absolute(form.url) if form else "",
        "latest": absolute(page.url),
    }
