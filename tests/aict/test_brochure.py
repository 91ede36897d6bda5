"""The brochure itself: what is in the PDF, for any content."""

import io
import time
from itertools import pairwise

import pikepdf
import pytest

from aict.brochure import data, render
from aict.models import BrochurePage
from tests import pdf as tagged

pytestmark = pytest.mark.any_database
LONG = 'Tout signe compte : #let x = 1 $a_b$ @ref <lieu> \\ "droits" `code` *gras* _bas_ // /* */ ~ [x] {y} 100 %. '
FIGURES = [
    "10\u202f531",
    "140",
    "4\u202f729",
    "8\u202f150",
    "0,55\xa0%",
    "17\xa0M€",
    "100\xa0M€",
    "180\xa0M€",
    "70\xa0%",
]
FIGURES += ["1\xa0sur\xa02", "0,1\xa0%", "1,8\xa0€", "0,04\xa0%", "15\xa0%"]


@pytest.fixture
def said(content):
    return data.build(BrochurePage.objects.get())


def opened(said):
    return pikepdf.open(io.BytesIO(render.make(said).pdf))


def paragraph(text):
    return {"kind": "p", "spans": [{"text": text}], "blocks": []}


def test_the_brochure_declares_pdf_ua_its_language_its_title_and_its_author(said):
    with opened(said) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert pdf.Root.Lang == "fr"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.Title) == "Plaquette\xa0: Plaidoyer AICT de CUF"
        assert str(pdf.docinfo.Author) == "Cités Unies France"


def test_it_has_sixteen_a4_pages_that_fold_into_a_booklet_and_the_figures_face_each_other(said):
    made = render.make(said)
    pages = {chapter["title"]: chapter["page"] for chapter in made.chapters}
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages}

    assert (made.pages, sizes) == (16, {(595, 842)})
    assert pages[said["figures"]["title"]] % 2 == 0


def test_its_fonts_are_embedded_and_are_ours(said):
    with opened(said) as pdf:
        fonts = [font for page in pdf.pages for font in page.obj.Resources.get("/Font", {}).values()]
        names = {str(font.BaseFont).partition("+")[2].partition("-")[0] for font in fonts}
        files = [font.DescendantFonts[0].FontDescriptor.keys() & {"/FontFile2", "/FontFile3"} for font in fonts]

    assert names == {"BricolageGrotesque", "BricolageChiffres", "AtkinsonHyperlegibleNext"}
    assert all(files)


def test_its_text_holds_every_figure_and_follows_the_order_of_the_argument(said):
    with opened(said) as pdf:
        text = tagged.text_of(pdf)
    parts = [
        "L’action internationale de votre collectivité",
        "Pourquoi et comment s’engager",
        "Dix minutes avant le conseil",
        "partenariats noués avec des collectivités étrangères",
        "Une action qui fédère et dynamise",
        "D’où venons-nous",
        "Où allons-nous",
        "La solidarité internationale ne relève-t-elle pas",
        "Identifier les expertises",
        "Facilité de financement",
        "Réseau PLATFORMA",
        "tous niveaux de diplômes confondus",
        "Le portail",
    ]
    places = [text.rindex(part) for part in parts]

    assert not [figure for figure in FIGURES if figure not in text]
    assert places == sorted(places)


def test_its_headings_never_skip_a_level_and_its_bookmarks_are_its_chapters(said):
    with opened(said) as pdf, pdf.open_outline() as outline:
        headings = [role for role, _, _ in tagged.elements(pdf) if role[:1] == "H"]
        bookmarks = [item.title for item in outline.root]
    levels = [int(role[1]) for role in headings]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert bookmarks == [chapter["title"] for chapter in render.make(said).chapters]


def test_each_drawing_has_its_caption_as_alternative(said):
    with opened(said) as pdf:
        alternatives = [alternative for role, _, alternative in tagged.elements(pdf) if role == "Figure"]

    assert alternatives == [item["drawing"]["caption"] for item in said["figures"]["items"]]


def test_its_links_lead_out_and_to_its_own_pages(said):
    with opened(said) as pdf:
        links = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
        addresses = [str(note.A.URI) for note in links if "/URI" in note.get("/A", {})]

    assert "https://platforma-dev.eu/" in addresses
    assert "http://testserver/s-engager/agir/" in addresses
    assert len(links) - len(addresses) >= len(render.make(said).chapters)
    assert all("/Contents" in note for note in links)


def test_the_sources_are_a_table_with_a_line_for_each_figure_and_its_date(said):
    with opened(said) as pdf:
        roles = [role for role, _, _ in tagged.elements(pdf)]
        text = tagged.text_of(pdf)

    assert roles.count("TH") == 3
    # The heads, the ten figures, a line above those that only texts cite.
    assert roles.count("TR") == 1 + len(said["sources"]["items"]) + 1 == 16
    assert text.index("au cours de sa scolarité") < text.index("Autres chiffres cités") < text.index("Moins de 0,1")
    assert text.count("État au 2\xa0novembre 2020") >= 14
    assert text.count("non précisée") == 14


@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 10, 14, 17])
def test_it_is_made_with_any_number_of_figures(said, count):
    items = said["figures"]["items"]
    said["figures"]["items"] = [items[rank % 10] | {"rank": rank + 1} for rank in range(count)]
    if not count:
        said["figures"] = None
    with opened(said) as pdf:
        drawn = [role for role, _, _ in tagged.elements(pdf) if role == "Figure"]

    assert len(drawn) == count


def test_it_is_made_without_any_section(said):
    sections = ["answers", "figures", "arguments", "history", "questions", "method", "funding", "partners", "sources"]

    assert render.make(said | dict.fromkeys(sections)).pages == 3


def test_a_history_without_a_past_or_without_a_future_has_one_page_less(said):
    history = said["history"]
    without_past = history | {"past": history["past"] | {"periods": []}}
    without_future = history | {"future": history["future"] | {"blocks": [], "strands": []}}

    assert [render.make(said | {"history": part}).pages for part in (without_past, without_future)] == [15, 15]


def test_very_long_texts_full_of_signs_come_out_to_the_letter(said):
    said["arguments"]["items"] = [{"title": LONG, "blocks": [paragraph(LONG * 40)] * 3}] * 2
    said["funding"]["items"][0]["blocks"] = [paragraph(LONG * 60)]
    said["method"]["steps"] = [[paragraph(LONG * 50)]] * 3
    with opened(said) as pdf:
        text = tagged.text_of(pdf)

    assert text.count(LONG.strip()) >= 2 * (1 + 3 * 40) + 60 + 3 * 50


def test_every_kind_of_block_is_printed_in_the_method(said):
    rows = [["Nantes", "12"], ["Dakar", "7"]]
    said["method"]["blocks"] = [
        {"kind": "heading", "spans": [{"text": "Un intertitre"}], "blocks": []},
        {"kind": "quote", "spans": [{"text": "Une citation"}], "blocks": []},
        {"kind": "ol", "spans": [], "blocks": [paragraph("Un") | {"kind": "item"}]},
        {"kind": "callout", "title": "Un encadré", "blocks": [paragraph("Son texte")]},
        {"kind": "table", "title": "Un tableau", "heads": ["Ville", "Projets"], "rows": rows},
    ]
    with opened(said) as pdf:
        roles = {role for role, _, _ in tagged.elements(pdf)}
        text = tagged.text_of(pdf)

    assert {"BlockQuote", "L", "Table"} <= roles
    assert all(words in text for words in ("Un intertitre", "Une citation", "Un encadré", "Son texte", "Dakar"))


def test_the_same_data_makes_the_same_file(said):
    assert render.make(said).pdf == render.make(said).pdf


def test_its_cover_is_a_small_picture_of_the_size_that_pages_announce(said):
    from PIL import Image

    picture = render.make_cover(said)
    with Image.open(io.BytesIO(picture)) as cover:
        assert cover.size == (render.COVER_WIDTH, render.COVER_HEIGHT)
    assert len(picture) < 60_000


def test_it_is_light_and_made_in_a_moment(said):
    def seconds(name):
        start = time.process_time()
        made = render.make(said | {"cover": said["cover"] | {"name": name}})
        return time.process_time() - start, len(made.pdf)

    times, sizes = zip(*[seconds(name) for name in "abcde"], strict=True)

    # 0.1 s on the machine where it was written: room is left for slower ones.
    assert min(times) < 0.3
    assert max(sizes) < 400_000
