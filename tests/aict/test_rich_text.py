import json

import pytest
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import ReferenceIndex
from wagtail.rich_text import expand_db_html

from aict.quantities import Unit
from aict.rich_text import Line
from portal.blocks import TEXT_FEATURES
from tests.editing import sign_in
from tests.factories import FaqPageFactory, KeyFigureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def figure():
    return KeyFigureFactory(value="1.8", value__unit=Unit.EURO)


def cited(figure):
    return f'<p data-block-key="a">Un euro en rapporte <embed embedtype="key-figure" id="{figure.pk}"/> en moyenne.</p>'


def in_editor(html):
    return ContentstateConverter(TEXT_FEATURES).from_database_format(html)


def test_the_editor_shows_the_value_as_one_piece(figure):
    block = json.loads(in_editor(cited(figure)))["blocks"][0]

    assert block["text"] == "Un euro en rapporte 1,8\xa0euros en moyenne."
    assert [(place["offset"], place["length"]) for place in block["entityRanges"]] == [(20, 9)]


def test_the_piece_can_be_neither_typed_into_nor_mistaken_for_another(figure):
    (entity,) = json.loads(in_editor(cited(figure)))["entityMap"].values()

    assert entity == {"type": "KEY-FIGURE", "mutability": "IMMUTABLE", "data": {"id": figure.pk}}


def test_a_text_comes_back_from_the_editor_as_it_went(figure):
    assert ContentstateConverter(TEXT_FEATURES).to_database_format(in_editor(cited(figure))) == cited(figure)


def test_a_figure_may_start_a_text_or_be_all_of_it(figure):
    alone = f'<p data-block-key="a"><embed embedtype="key-figure" id="{figure.pk}"/></p>'

    assert ContentstateConverter(["key-figure"]).to_database_format(in_editor(alone)) == alone


def test_the_site_shows_the_newest_value(figure):
    figure.values.all().update(value=2)

    assert "rapporte 2\xa0euros en moyenne" in expand_db_html(cited(figure))


@pytest.mark.parametrize("gone", ["deleted", "unpublished"])
def test_a_figure_that_is_gone_is_said_to_be_unknown(figure, gone):
    text = cited(figure)
    figure.delete() if gone == "deleted" else figure.unpublish()

    assert 'rapporte <span class="unknown">non précisé</span> en moyenne' in expand_db_html(text)
    assert json.loads(in_editor(text))["blocks"][0]["text"] == "Un euro en rapporte non précisé en moyenne."


def test_the_chooser_tells_the_editor_what_the_figure_is_worth(client, figure):
    address = reverse("wagtailsnippetchoosers_aict_keyfigure:chosen", args=[figure.pk])

    assert sign_in(client).get(address).json()["result"]["words"] == "1,8\xa0euros"


def test_a_figure_knows_the_texts_that_cite_it(home, figure):
    page = FaqPageFactory(parent=home)
    page.questions.create(question="Combien ?", anchor="combien", answer=cited(figure))
    page.save()

    assert page.pk in [int(pk) for pk in ReferenceIndex.get_references_to(figure).values_list("object_id", flat=True)]


def test_the_words_around_a_figure_are_one_line():
    line = Line("<p>Ces partenariats</p>\n<p>se déroulent dans</p>")

    assert line.__html__() == "Ces partenariats se déroulent dans"
