"""What the brochure says follows from the records, and from them alone."""

import gc
import io
import warnings
from datetime import date

import pytest
from django.core.files.images import ImageFile
from PIL import Image

from aict.brochure import data
from aict.brochure.body import blocks_of
from aict.brochure.pictures import PHOTOGRAPH
from aict.brochure.prose import rich
from aict.models import AictPage, BrochurePage, FaqPage, FigureValue, FundingSource, KeyFigure, MethodPage
from portal.models import HomePage, PortalImage, SiteSettings
from portal.printing.letters import plain, printable

pytestmark = pytest.mark.any_database

SECTIONS = ["figures", "arguments", "history", "questions", "method", "funding", "partners", "sources"]


@pytest.fixture
def page(content):
    return BrochurePage.objects.get()


@pytest.fixture
def picture(db, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    file = io.BytesIO()
    Image.new("RGB", (1600, 1000), "teal").save(file, "PNG")
    image = PortalImage(title="Un port", credit="Ville de Brest")
    image.file = ImageFile(file, name="port.png")
    image.save()
    # Wagtail leaves to the collector the file in which it makes a rendition.
    with warnings.catch_warnings(action="ignore"):
        image.get_rendition(PHOTOGRAPH)
        gc.collect()
    return image


def spans(text):
    return [{"text": text}]


def test_a_corrected_figure_is_corrected_wherever_the_brochure_says_it(page):
    figure = KeyFigure.objects.get(slug="opinion")
    FigureValue.objects.create(figure=figure, value=72, unit="%", as_of=date(2026, 1, 1), source_name="Sondage & Cie")
    said = data.build(page)
    line = next(item for item in said["sources"]["items"] if item["rank"] == 9)

    assert said["figures"]["items"][8]["number"] == "72"
    assert said["answers"]["items"][0]["figure"]["number"] == "72"
    assert said["answers"]["state"] == "", "One date is said of all the answers when it is theirs."
    assert (line["source"], line["state"]) == ("Sondage & Cie", "État au 1er\xa0janvier 2026")
    assert said["cover"]["date"] == "1er\xa0janvier 2026"


def test_a_text_that_cites_a_figure_prints_its_newest_value(page):
    FigureValue.objects.create(figure=KeyFigure.objects.get(slug="pays"), value=146, as_of=date(2026, 1, 1))
    blocks = data.build(page)["arguments"]["items"][3]["blocks"]

    assert "engagées dans 146 pays" in "".join(span["text"] for span in blocks[0]["spans"])


def test_drafts_and_withdrawn_records_are_not_printed(page):
    KeyFigure.objects.filter(slug="pays").update(live=False)
    FundingSource.objects.update(live=False)
    FaqPage.objects.get().unpublish()
    said = data.build(page)

    assert len(said["figures"]["items"]) == 9
    assert said["funding"] is None
    assert said["questions"] is None


def test_a_site_without_content_has_a_brochure_without_sections(home):
    section = home.add_child(instance=AictPage(title="S’engager", slug="s-engager"))
    said = data.build(section.add_child(instance=BrochurePage(title="La plaquette", slug="plaquette")))

    assert [said[name] for name in SECTIONS] == [None] * len(SECTIONS)
    assert said["cover"]["date"] == ""


def test_what_is_not_known_of_a_source_of_funding_stays_empty_and_days_are_told_as_days(page):
    dated = FundingSource.objects.all()[1]
    FundingSource.objects.filter(pk=dated.pk).update(opens_on=date(2026, 3, 1), closes_on=date(2026, 4, 30))
    first, second, *_ = data.build(page)["funding"]["items"]

    assert dict(first["facts"])["Calendrier"] == ""
    assert dict(second["facts"])["Calendrier"] == "ouvre le 1er\xa0mars 2026, clôt le 30\xa0avril 2026"


def test_the_contact_says_what_the_settings_know(page):
    settings = SiteSettings.load()
    settings.phone, settings.address = "01 02 03 04 05", "9, rue Christiani\n75018 Paris"
    settings.save()
    contact = data.build(page)["contact"]

    assert contact["phone"] == "01\xa002\xa003\xa004\xa005"
    assert contact["address"] == ["9, rue Christiani", "75018 Paris"]
    assert contact["latest"] == "http://testserver/s-engager/plaquette/"


def test_without_answers_on_the_home_page_the_brochure_has_none(page):
    home = HomePage.objects.get()
    del home.parts[[block.block_type for block in home.parts].index("answers")]
    home.save()

    assert data.build(page)["answers"] is None


def test_the_first_image_of_its_page_becomes_the_cover_with_its_alternative_and_its_credit(page, picture):
    picture.contextual_alt_text = "Deux maires sur un quai"
    page.body = [("image", {"image": picture, "caption": ""})]
    photograph = data.build(page)["cover"]["photograph"]

    assert (photograph["alt"], photograph["credit"]) == ("Deux maires sur un quai", "Ville de Brest")
    assert "data:image/jpeg;base64," in photograph["svg"]


def test_an_image_whose_file_is_gone_leaves_the_drawn_cover(page, picture, caplog):
    rendition = picture.get_rendition(PHOTOGRAPH)
    rendition.file.storage.delete(rendition.file.name)
    page.body = [("image", {"image": picture, "caption": ""})]

    assert data.build(page)["cover"]["photograph"] is None
    assert "illisible" in caplog.text


def test_the_callouts_of_its_page_are_notes_beside_the_question(page):
    page.body = [("callout", {"title": "Le mot du maire", "text": "<p>Allons-y</p>"})]
    note = data.build(page)["question"]["notes"][0]

    assert (note["title"], note["blocks"][0]["spans"]) == ("Le mot du maire", spans("Allons-y"))


def test_every_block_of_the_method_is_read_and_a_withdrawn_figure_left_out(page):
    figure = KeyFigure.objects.get(slug="pays")
    method = MethodPage.objects.get()
    method.body = [
        ("heading", {"text": "Se lancer"}),
        ("text", "<h3>Avant</h3><p>Lire</p>"),
        ("figure", {"figure": figure}),
        ("links", {"links": [{"url": "https://afd.fr/", "title": "L’AFD", "text": "Ses appels"}]}),
    ]
    kinds = [block["kind"] for block in blocks_of(method.body)]
    KeyFigure.objects.filter(pk=figure.pk).update(live=False)

    assert kinds == ["heading", "heading", "p", "p", "ul"]
    assert [block["kind"] for block in blocks_of(method.body)] == ["heading", "heading", "p", "ul"]


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("", []),
        ("<p> </p><ul></ul>", []),
        ("Nu", [("p", spans("Nu"))]),
        ("<p>a &lt;b&gt; &amp; c</p>", [("p", spans("a <b> & c"))]),
        ("<p>#let $x$ @y \\ `z`</p>", [("p", spans("#let $x$ @y \\ `z`"))]),
        ("<blockquote>Dit</blockquote>", [("quote", spans("Dit"))]),
        ("<p><b><i>a</i></b></p>", [("p", [{"text": "a", "bold": True, "italic": True}])]),
        ("<p>le 1er jour</p>", [("p", [*spans("le 1"), {"text": "er", "raised": True}, *spans("\xa0jour")])]),
        ('<p><a href="/contact/">ici</a></p>', [("p", [{"text": "ici", "url": "http://testserver/contact/"}])]),
        ("<p>a</p></i><p>b</p>", [("p", spans("a")), ("p", spans("b"))]),
    ],
)
def test_rich_text_becomes_blocks_that_are_data(db, html, blocks):
    assert [(block["kind"], block["spans"]) for block in rich(html)] == blocks


def test_lists_hold_lists(db):
    (outer,) = rich("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>")
    first, last = outer["blocks"]

    assert (outer["kind"], first["spans"], last["spans"]) == ("ul", spans("a"), spans("c"))
    assert first["blocks"][0]["kind"] == "ol"
    assert first["blocks"][0]["blocks"][0]["spans"] == spans("b")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('L\'Etat dit "oui" !', "L’Etat dit «\xa0oui\xa0»\xa0!"),
        ("a\n\tb ", "a b"),
        ("Hà Nội", "Hà Noi"),
        ("Київ ou Αθήνα", "Київ ou Αθήνα"),
        ("東京", "□□"),
        ("oui\u200d\u2066", "oui"),
        (None, ""),
    ],
)
def test_only_what_the_fonts_have_is_printed(typed, printed):
    assert plain(typed) == printed


def test_an_endless_word_may_be_cut():
    assert printable("a" * 80).replace("\u200b", "") == "a" * 80
    assert printable("a" * 80).count("\u200b") == 2
