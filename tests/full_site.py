"""A site where every field is filled and every block is used, on top of the initial content."""

from datetime import date, time, timedelta

import wagtail_factories
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import PageViewRestriction

from aict.models import FaqPage, FigureValue, FundingSource, HistoryPage, KeyFigure, MethodPage, PartnersPage, Question
from portal.initial_content import page_at, rich_text
from portal.models import PortalMedia, SiteSettings
from tests.factories import (
    EventPageFactory,
    FundingSourceFactory,
    KeyFigureFactory,
    NewsPageFactory,
    ResourcePageFactory,
    StandardPageFactory,
)

TEXT = """<p>Un <b>texte</b> de l’AICT, <i>long</i>, avec x<sup>2</sup> et un {page:/agenda/|lien} ; l’ODD aussi.</p>
<h3>Sous-titre</h3><ul><li>un</li><li>deux</li></ul><ol><li>un</li></ol><blockquote>cité</blockquote>"""


def fill():
    """Fill everything; the new pages are reached by links, like any other."""
    for part in (fill_pages, fill_lists, fill_figures, fill_section, fill_settings):
        part()


def blocks():
    """Return one block of each kind, then those that leave out all that they may."""
    image = wagtail_factories.ImageFactory(credit="Ville", description="Un port")
    picture = {"image": {"image": image, "decorative": False, "alt_text": "Un port"}, "caption": "Le port"}
    bare = {"image": {"image": image, "decorative": True, "alt_text": ""}, "caption": ""}
    document = wagtail_factories.DocumentFactory(title="Guide")
    outside = {"page": None, "url": "https://exemple.fr/a?b=1&c=2", "title": "Ailleurs", "text": "Un autre site."}
    inside = {"page": page_at("/contact/"), "url": "", "title": "", "text": ""}
    body = [
        ("heading", {"text": "Un intertitre : « l’eau »"}),
        ("text", rich_text(TEXT)),
        ("heading", {"text": "Un intertitre : « l’eau »"}),
        ("heading", {"text": "Menu"}),
        ("image", picture),
        ("gallery", {"images": [picture, bare]}),
        ("quote", {"text": "Une phrase", "source": "Un rapport", "source_url": "https://exemple.fr/rapport"}),
        ("quote", {"text": "Une phrase", "source": "Un rapport", "source_url": ""}),
        ("figure", {"figure": KeyFigure.objects.get(slug="pays")}),
        ("callout", {"title": "À noter", "text": rich_text("<p>Une <b>remarque</b>.</p>")}),
        ("callout", {"title": "", "text": "<p>Sans titre.</p>"}),
        ("accordion", {"items": [{"title": "Un volet", "text": rich_text(TEXT)}, {"title": "Un autre", "text": ""}]}),
        ("links", {"links": [inside, outside]}),
        ("document", {"document": document, "label": "Le guide"}),
        ("document", {"document": document, "label": ""}),
        ("sound", {"media": sound("audio"), "without_transcript": False}),
        ("film", {"media": sound("video"), "without_transcript": False}),
        ("embed", {"url": "https://tube.exemple.fr/v/1", "title": "Un film", "text": "Deux minutes."}),
    ]
    return body, table()


def table():
    columns = [{"type": "text", "heading": "Année"}, {"type": "number", "heading": "Montant"}]
    columns += [{"type": "rich_text", "heading": "Note"}]
    rows = [{"values": ["2020", "12.5", "<p>Voir <b>ici</b></p>"]}, {"values": ["", None, ""]}]
    return {"type": "table", "value": {"columns": columns, "rows": rows, "caption": "Les montants"}}


def sound(kind):
    transcript = "<p>Bonjour.</p>" if kind == "audio" else ""
    media = PortalMedia(
        title=f"Un {kind}", type=kind, duration=75, transcript=transcript, language="en", credit="Radio"
    )
    media.file.save(f"essai.{'mp3' if kind == 'audio' else 'mp4'}", ContentFile(b"0" * 99), save=False)
    if kind == "video":
        media.captions.save("essai.vtt", ContentFile(b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n"), save=False)
    media.save()
    return media


def body_of(page):
    """Give a page the blocks that it accepts."""
    field = page._meta.get_field("body")
    known = field.stream_block.child_blocks
    found, last = blocks()
    page.body = [(name, known[name].normalize(value)) for name, value in found if name in known]
    if "table" in known:
        raw = [*page.body.get_prep_value(), last]
        page.body = field.stream_block.to_python(raw)
    page.save()


def fill_pages():
    child = StandardPageFactory(
        parent=page_at("/aide/"), title="Une page libre & longue", slug="libre", lead="Un chapô."
    )
    child.show_in_menus = True
    StandardPageFactory(parent=child, title="Plus bas encore", slug="plus-bas")
    body_of(child)
    page = page_at("/aide/").specific
    page.body.append(("text", f'<p><a linktype="page" id="{child.pk}">La page libre</a></p>'))
    page.save()
    for address in ("/contact/", "/mentions-legales/", "/accessibilite/", "/s-engager/agir/"):
        body_of(page_at(address).specific)
    private = page_at("/donnees-personnelles/")
    PageViewRestriction.objects.create(page=private, restriction_type="password", password="sesame")


def fill_lists():
    """Two pages of each list, the first items with all that they may have."""
    agenda, news, centre = (page_at(path) for path in ("/agenda/", "/actualites/", "/ressources/"))
    soon = timezone.localdate() + timedelta(days=3)
    hours = {"starts_at": time(9), "ends_at": time(12, 30), "place": "Paris", "lead": "Un chapô."}
    event = EventPageFactory(
        parent=agenda, starts_on=soon, ends_on=soon + timedelta(days=40), registration_url="https://a.fr/", **hours
    )
    image = wagtail_factories.ImageFactory(description="Une salle")
    item = NewsPageFactory(parent=news, image=image, published_on=soon, lead="Un chapô.")
    resource = ResourcePageFactory(parent=centre, kind="video", dated_on=soon, is_example=True, lead="Un chapô.")
    for page in (event, item, resource):
        body_of(page)
    for number in range(13):
        EventPageFactory(parent=agenda, starts_on=date(2020, 1, 1) + timedelta(days=number))
        NewsPageFactory(parent=news, published_on=date(2020, 1, 1), image=image if number % 2 else None, lead="Avis.")
        ResourcePageFactory(parent=centre, kind=["texte", "photo", "son", "video"][number % 4])


def fill_figures():
    figure = KeyFigure.objects.get(slug="pays")
    source = {"source_name": "Atlas", "source_url": "https://exemple.fr/", "checked_on": date(2026, 1, 1)}
    FigureValue.objects.create(figure=figure, value=146, as_of=date(2022, 1, 1), period="2021", **source)
    FigureValue.objects.create(figure=figure, value=130, as_of=date(2010, 1, 1))
    KeyFigure.objects.filter(pk=figure.pk).update(explanation=rich_text(TEXT), related_page=page_at("/contact/"))
    one = KeyFigureFactory(name="Seul", value=1, before="", after="", explanation="<p>Rien d’autre.</p>")
    KeyFigureFactory(name="Rapport", numerator=figure, denominator=one, compared_with=one, picture="bars")


def fill_section():
    FundingSourceFactory(
        funder="Un fonds",
        scheme="Un appel",
        who="Tous",
        amount_min=1000,
        amount_max=50000,
        amount_note="par projet",
        opens_on=date(2020, 1, 1),
        closes_on=timezone.localdate() + timedelta(days=3),
        url="https://fonds.exemple.fr/",
        checked_on=date(2026, 1, 1),
    )
    FundingSource.objects.filter(pk=FundingSource.objects.first().pk).update(is_permanent=True)
    PartnersPage.objects.update(is_alphabetical=True)
    Question.objects.create(page=FaqPage.objects.get(), question="Et encore ?", anchor="encore", answer=rich_text(TEXT))
    history = HistoryPage.objects.get()
    landmark = {"date": date(1950, 1, 1), "title": "Un repère sans lien", "url": ""}
    history.periods.insert(0, ("landmark", landmark))
    history.save()
    method = MethodPage.objects.get()
    method.steps.append(("step", {"text": rich_text(TEXT)}))
    method.save()


def fill_settings():
    site = SiteSettings.load()
    lists = dict.fromkeys(("failures", "exemptions", "out_of_scope", "audit_pages"), "<ul><li>un</li></ul>")
    words = dict.fromkeys(("director", "editor", "host_name", "legal_form", "auditor"), "Un nom & un autre")
    values = lists | words | {"address": "9 rue X\n75000 Paris", "phone": "01 02 03 04 05", "email": "a@exemple.fr"}
    values |= {"host_address": "1 rue Y", "host_phone": "01 02 03 04 06", "data_contact": "Une personne"}
    values |= {"audit_on": timezone.localdate(), "audit_score": 75, "statement_on": timezone.localdate()}
    values |= {"audit_tools": "<ul><li>axe</li></ul>"}
    values |= {"scheme_url": "https://exemple.fr/schema", "action_plan_url": "https://exemple.fr/plan"}
    for name, value in values.items():
        setattr(site, name, value)
    site.save()
