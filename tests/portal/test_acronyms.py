from types import SimpleNamespace

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from portal.acronyms import Note, explain
from portal.memo import fresh
from portal.models import Acronym

AICT = SimpleNamespace(short="AICT", long="action internationale des collectivités territoriales", slug="aict")
APD = SimpleNamespace(short="APD", long="aide publique au développement", slug="apd")
ODD = SimpleNamespace(short="ODD", long="objectifs du développement durable", slug="odd")
GLOSSARY = [AICT, APD, ODD]
PIECES = "AICT APD ODD <p> </p> <li> </li> <b> </b> <a> </a> <h2> </h2> , / l’ ( ) x <br> &amp;"


def button(short):
    note = f"sigle-{short.lower()}"
    return f'<button type="button" class="acronym" popovertarget="{note}" aria-describedby="{note}">{short}</button>'


def held(before, short, after=""):
    return f'<span class="acronyms__word">{before}{button(short)}{after}</span>'


def explained(html):
    """What the page has to explain, a star marking what is behind a button."""
    _, notes = explain(html, GLOSSARY)
    return " ".join(note.short + "*" * note.in_text for note in notes)


def test_the_first_use_of_an_acronym_becomes_a_button():
    html, notes = explain("<p>Une AICT utile. Une AICT.</p><p>AICT</p>", GLOSSARY)

    assert html == f"<p>Une {button('AICT')} utile. Une AICT.</p><p>AICT</p>"
    assert notes == [Note("AICT", AICT.long, "aict", in_text=True)]


def test_acronyms_are_returned_in_the_order_of_the_page():
    assert explained("<p>ODD</p><ul><li>AICT, ODD</li></ul><dl><dd>APD</dd></dl>") == "ODD* AICT* APD*"


def test_only_whole_words_as_the_glossary_writes_them_are_acronyms():
    html = "<p>AICTs, aict, l’XAICT, AICT_2, x@AICT.fr, www.APD.fr</p>"

    assert explain(html, GLOSSARY) == (html, [])


# A line may break on both sides of a button, whatever stands there.
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("l’AICT est", f"l{held('’', 'AICT')} est"),
        ("(AICT)", held("(", "AICT", ")")),
        ("une AICT, oui", f"une {held('', 'AICT', ',')} oui"),
        ("une AICT\u00a0: oui", f"une {held('', 'AICT', chr(0xA0))}: oui"),
        ("l’<b>AICT</b>, oui", f'l<span class="acronyms__word">’<b>{button("AICT")}</b>,</span> oui'),
        ("<b>l’AICT</b> oui", f'<span class="acronyms__word"><b>l’{button("AICT")}</b></span> oui'),
        ("<b>une AICT</b>, oui", f"<b>une {button('AICT')}</b>, oui"),
    ],
)
def test_the_signs_that_stick_to_an_acronym_stay_on_its_line(typed, expected):
    assert explain(f"<p>{typed}</p>", GLOSSARY)[0] == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<h1>Aide Publique au Développement – APD</h1><p>APD</p>",
        "<p>l’Aide <b>Publique</b> au\u00a0Developpement (APD)</p><p>APD</p>",
        "<h2>APD</h2><p>APD : aide publique de développement</p>",
        "<code>APD</code><pre>APD</pre><svg><text>APD</text></svg><i translate='no'>APD</i><option>APD</option>",
        '<p hidden>APD</p><p aria-hidden="true">APD</p><p class="visually-hidden">APD</p><div popover><p>APD</p></div>',
        "<!-- APD --><p title='APD'>APDs</p>",
    ],
)
def test_what_the_author_explains_or_nobody_reads_is_left_alone(html):
    assert explain(html, GLOSSARY) == (html, [])


def test_an_explanation_that_comes_after_the_first_use_is_too_late():
    assert explained("<p>APD</p><p>L’aide publique au développement (APD)</p>") == "APD*"


@pytest.mark.parametrize("tag", ["h2", "a", "button", "summary", "label", "legend", "nav", "abbr", "div", "th"])
def test_an_acronym_without_room_for_a_button_is_still_to_be_explained(tag):
    html = f"<{tag}>AICT</{tag}><h3><b>AICT</b></h3><a href='#'><p>AICT</p></a>"

    assert explain(html, GLOSSARY) == (html, [Note("AICT", AICT.long, "aict", in_text=False)])


def test_an_acronym_of_a_heading_gets_its_button_in_the_text_below():
    html, notes = explain("<h1>AICT</h1><p>ODD</p><p>AICT</p>", GLOSSARY)

    assert html == f"<h1>AICT</h1><p>{button('ODD')}</p><p>{button('AICT')}</p>"
    assert [note.short for note in notes] == ["AICT", "ODD"]


def test_a_block_within_a_paragraph_of_a_list_is_no_place_for_a_button():
    assert explained("<ul><li><div>AICT</div><p>ODD</p></li></ul>") == "AICT ODD*"


def test_neighbours_are_each_a_button():
    html, _ = explain("<h2>ODD</h2><p>AICT/ODD</p>", GLOSSARY)

    slash = '<span class="acronyms__word">/</span>'
    assert html == f'<h2>ODD</h2><p><span class="acronyms__word">{button("AICT")}{slash}{button("ODD")}</span></p>'


@given(st.lists(st.sampled_from([*PIECES.split(), " "])).map("".join))
def test_explaining_adds_markup_and_changes_nothing_else(page):
    html, notes = explain(page, GLOSSARY)

    for note in notes:
        assert html.count(button(note.short)) == note.in_text
        html = html.replace(button(note.short), note.short)
    assert html.replace('<span class="acronyms__word">', "").replace("</span>", "") == page


def render(source, **context):
    return engines["django"].from_string("{% load french %}" + source).render(context)


@pytest.fixture
def glossary(db):
    Acronym.objects.create(short="AICT", long="action internationale des collectivités d'ici")


def test_the_tag_sets_its_content_then_explains_its_acronyms(glossary):
    html = render("{% french %}<p>{{ text }}</p>{% endfrench %}", text='L\'AICT: "oui" <ici>')

    assert f"<p>L{held('’', 'AICT', chr(0xA0))}: «\u00a0oui\u00a0» &lt;ici&gt;</p>" in html
    assert (
        '<p class="acronyms__note" id="sigle-aict" popover><dfn>AICT</dfn>\u00a0:'
        " action internationale des collectivités d’ici</p>"
    ) in html


def test_an_acronym_without_button_is_explained_in_plain_sight(glossary):
    html = render("{% french %}<h1>L'AICT</h1>{% endfrench %}")

    assert '<h2 id="sigles">Sigles de cette page</h2>' in html
    assert '<p class="acronyms__note" id="sigle-aict"><dfn>' in html


def test_a_page_without_acronym_has_no_list_of_them(glossary):
    assert render("{% french %}<p>Le 8e conseil</p>{% endfrench %}") == "<p>Le 8<sup>e</sup> conseil</p>"


def test_the_glossary_is_read_once_a_request(glossary, django_assert_num_queries):
    with fresh(), django_assert_num_queries(1):
        render("{% french %}<p>AICT</p>{% endfrench %}{% french %}<p>AICT</p>{% endfrench %}")


def test_the_filter_sets_plain_text_that_is_then_escaped():
    assert render("<title>{{ text|typo }}</title>", text="L'eau & <vous> ?") == (
        "<title>L’eau &amp; &lt;vous&gt;\u00a0?</title>"
    )


@pytest.mark.parametrize("nothing", [None, ""])
def test_the_filter_makes_nothing_out_of_nothing(nothing):
    assert render("{% firstof text|typo 'Titre' %}", text=nothing) == "Titre"
