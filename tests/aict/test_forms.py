from datetime import date
from decimal import Decimal

import pytest

from aict.models import FaqPage, FigureValue, FundingSource, KeyFigure
from aict.quantities import Unit
from tests.editing import add_record, edit_page, edit_record, errors, sign_in
from tests.factories import FaqPageFactory, FundingSourceFactory, KeyFigureFactory

pytestmark = pytest.mark.django_db

EMPTY_TEXT = '{"blocks": [], "entityMap": {}}'
TEXT = '{"blocks": [{"key": "a", "text": "Un appel.", "type": "unstyled"}], "entityMap": {}}'
VALUE = {"value": "10531", "unit": "", "qualifier": "", "as_of": "2026-01-15"}


@pytest.fixture
def editor(client):
    return sign_in(client)


def figure(**fields):
    """What the form of a figure holds before anything particular is typed."""
    texts = {"before": EMPTY_TEXT, "after": EMPTY_TEXT, "explanation": EMPTY_TEXT}
    calculation = {"decimals": "1", "computed_unit": "", "picture": ""}
    typed = {"name": "Partenariats", "slug": "partenariats", "short_label": "partenariats noués", "values": []}
    return texts | calculation | typed | fields


def source(**fields):
    return {"funder": "Agence", "text": TEXT} | fields


def test_a_figure_is_published_with_its_value_as_it_is_written_in_french(editor):
    response = add_record(editor, KeyFigure, **figure(values=[VALUE | {"value": "10\u202f531,5"}]))

    assert response.status_code == 302
    assert KeyFigure.objects.get(live=True).quantity.value == Decimal("10531.5")


def test_a_figure_is_not_published_without_value_nor_calculation(editor):
    response = add_record(editor, KeyFigure, **figure())

    assert errors(response) == {"values": ["Donnez au moins une valeur, ou un calcul."]}
    assert "partenariats noués" in response.text


def test_a_figure_may_be_a_draft_before_its_value_is_known(editor):
    add_record(editor, KeyFigure, publish=False, **figure())

    assert KeyFigure.objects.get().live is False


def test_a_figure_has_one_value_at_a_date(editor):
    response = add_record(editor, KeyFigure, **figure(values=[VALUE, VALUE | {"value": "12"}]))

    assert errors(response) == {"values-1-as_of": ["Ce chiffre a déjà une valeur à cette date."]}
    assert 'value="12"' in response.text


def test_two_values_do_not_exchange_their_dates_at_once(editor):
    record = KeyFigureFactory(value=1)
    older = FigureValue.objects.get()
    newer = FigureValue.objects.create(figure=record, value=2, as_of=date(2026, 1, 15))
    rows = [
        VALUE | {"id": str(older.pk), "as_of": newer.as_of.isoformat()},
        VALUE | {"id": str(newer.pk), "as_of": older.as_of.isoformat()},
    ]

    assert errors(edit_record(editor, record, **figure(values=rows))).keys() == {"values-0-as_of", "values-1-as_of"}


@pytest.fixture
def euros():
    return [KeyFigureFactory(value=value, value__unit=Unit.MILLION_EURO) for value in (180, 100)]


def calculation(over, under, **fields):
    return figure(numerator=str(over.pk), denominator=str(under.pk), computed_unit="€", **fields)


def test_a_figure_is_computed_from_two_others(editor, euros):
    add_record(editor, KeyFigure, **calculation(*euros))

    assert KeyFigure.objects.get(slug="partenariats").quantity.in_words == "1,8\xa0euros"


def test_a_figure_is_not_divided_by_the_same(editor, euros):
    response = add_record(editor, KeyFigure, **calculation(euros[0], euros[0]))

    assert errors(response) == {"denominator": ["Un calcul demande deux chiffres différents, ou aucun."]}


def test_a_figure_is_not_computed_from_itself(editor, euros):
    response = edit_record(editor, euros[0], **calculation(*euros))

    assert errors(response).keys() == {"numerator"}


def test_a_figure_is_not_computed_from_a_computed_one(editor, euros):
    computed = KeyFigureFactory(numerator=euros[0], denominator=euros[1])

    assert errors(add_record(editor, KeyFigure, **calculation(euros[0], computed))).keys() == {"denominator"}


def test_a_figure_that_others_are_computed_from_keeps_a_value(editor, euros):
    KeyFigureFactory(numerator=euros[0], denominator=euros[1])
    other = KeyFigureFactory(value=1, value__unit=Unit.MILLION_EURO)

    assert errors(edit_record(editor, euros[0], **calculation(euros[1], other))).keys() == {"numerator"}


def test_a_calculation_takes_one_unit_and_no_zero(editor, euros):
    percent = KeyFigureFactory(value=15, value__unit=Unit.PERCENT)
    nothing = KeyFigureFactory(value=0, value__unit=Unit.MILLION_EURO)

    units = errors(add_record(editor, KeyFigure, **calculation(euros[0], percent)))["denominator"][0]
    zero = errors(add_record(editor, KeyFigure, **calculation(euros[0], nothing)))["denominator"][0]

    assert units.startswith("Ces deux valeurs n’ont pas la même unité")
    assert zero.startswith("Un calcul ne se fait pas avec zéro")


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        (
            {"opens_on": "2026-03-31", "closes_on": "2026-03-01"},
            "closes_on",
            "La clôture ne peut pas précéder l’ouverture.",
        ),
        (
            {"is_permanent": "on", "closes_on": "2026-03-01"},
            "is_permanent",
            "Un dispositif permanent n’a ni ouverture ni clôture.",
        ),
        (
            {"amount_min": "50 000", "amount_max": "10 000,50"},
            "amount_max",
            "Le montant maximal ne peut pas être inférieur au montant minimal.",
        ),
    ],
)
@pytest.mark.parametrize("publish", [True, False], ids=["published", "draft"])
def test_a_source_of_funding_tells_what_is_wrong_beside_the_field(editor, fields, field, message, publish):
    response = add_record(editor, FundingSource, publish, **source(scheme="Fonds conjoint", **fields))

    assert errors(response) == {field: [message]}
    assert "Fonds conjoint" in response.text


def test_a_new_source_comes_last_and_an_old_version_moves_nothing(editor):
    first, second = FundingSourceFactory(), FundingSourceFactory()
    first.save_revision()
    first.sort_order, second.sort_order = 1, 0
    first.save()
    second.save()

    first.get_latest_revision().publish()

    assert list(FundingSource.objects.all()) == [second, first]


@pytest.fixture
def faq(home):
    return FaqPageFactory(parent=home)


def test_a_question_without_anchor_takes_it_from_its_words(editor, faq):
    rows = [
        {"question": f"Combien cela {verb} ?", "anchor": "", "answer": TEXT, "ORDER": 1}
        for verb in ("coûte", "rapporte")
    ]

    edit_page(editor, faq, questions=rows)

    anchors = FaqPage.objects.get().questions.values_list("anchor", flat=True)
    assert set(anchors) == {"combien-cela-coute", "combien-cela-rapporte"}


def test_two_questions_do_not_share_an_anchor(editor, faq):
    rows = [{"question": f"Question {n} ?", "anchor": "cout", "answer": TEXT, "ORDER": n} for n in (1, 2)]

    response = edit_page(editor, faq, publish=False, questions=rows)

    assert errors(response) == {"questions-1-anchor": ["Une autre question de la page a déjà cette ancre."]}
    assert "Question 2" in response.text
