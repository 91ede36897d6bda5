from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aict.quantities import Qualifier, Quantity, Unit, formula, french_digits, ratio

# A busy machine is not a fault of the numbers.
PATIENT = settings(deadline=None)
FINITE = st.decimals(min_value=-(10**9), max_value=10**9, places=6)


@pytest.mark.parametrize(
    ("value", "unit", "short", "in_words"),
    [
        ("10531.000000", Unit.NUMBER, "10\u202f531", "10\u202f531"),
        ("1234567.5", Unit.NUMBER, "1\u202f234\u202f567,5", "1\u202f234\u202f567,5"),
        ("0.550", Unit.PERCENT, "0,55\u00a0%", "0,55\u00a0%"),
        ("17", Unit.MILLION_EURO, "17\u00a0M€", "17\u00a0millions d’euros"),
        ("1", Unit.MILLION_EURO, "1\u00a0M€", "1\u00a0million d’euros"),
        ("1.9", Unit.MILLION_EURO, "1,9\u00a0M€", "1,9\u00a0million d’euros"),
        ("2", Unit.EURO, "2\u00a0€", "2\u00a0euros"),
        ("1.8", Unit.EURO, "1,8\u00a0€", "1,8\u00a0euros"),
        ("1", Unit.EURO, "1\u00a0€", "1\u00a0euro"),
        ("0.5", Unit.EURO, "0,5\u00a0€", "0,5\u00a0euro"),
        ("-3", Unit.EURO, "−3\u00a0€", "−3\u00a0euros"),
        ("2", Unit.ONE_IN, "1\u00a0sur\u00a02", "2"),
        ("-0", Unit.NUMBER, "0", "0"),
    ],
)
def test_a_value_is_written_as_french_readers_write_it(value, unit, short, in_words):
    quantity = Quantity(Decimal(value), unit)

    assert (quantity.short, quantity.in_words) == (short, in_words)


@PATIENT
@given(FINITE)
def test_digits_lose_nothing_of_the_value(value):
    digits = french_digits(value)

    assert Decimal(digits.replace("\u202f", "").replace("−", "-").replace(",", ".")) == value
    assert "E" not in digits


@PATIENT
@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_any_decimal_has_a_written_form(value):
    for unit in Unit:
        quantity = Quantity(value, unit, Qualifier.ABOUT)
        assert quantity.short
        assert quantity.in_words in quantity.sentence_value
        assert quantity.proportion is None or 0 <= quantity.proportion <= 1


def test_a_precision_comes_before_the_value_in_a_sentence():
    assert Quantity(Decimal("0.1"), "%", "moins de").sentence_value == "moins de 0,1\u00a0%"
    assert Quantity(Decimal(180), "M€", "près de").sentence_value == "près de 180\u00a0millions d’euros"


def test_one_in_n_leaves_its_precision_to_the_sentence():
    assert Quantity(Decimal(2), Unit.ONE_IN, Qualifier.NEARLY).sentence_value == "2"


def test_a_large_display_sets_the_unit_apart():
    assert Quantity(Decimal(140)).parts == ("140", "", "")
    assert Quantity(Decimal(17), Unit.MILLION_EURO).parts == ("17", "\u00a0M€", "")
    assert Quantity(Decimal(2), Unit.ONE_IN).parts == ("1", "\u00a0sur\u00a0", "2")


@pytest.mark.parametrize(
    ("value", "unit", "proportion"),
    [
        ("70", Unit.PERCENT, Decimal("0.7")),
        ("2", Unit.ONE_IN, Decimal("0.5")),
        ("101", Unit.PERCENT, None),
        ("-1", Unit.PERCENT, None),
        ("0", Unit.ONE_IN, None),
        ("70", Unit.NUMBER, None),
    ],
)
def test_only_a_share_of_a_whole_has_a_proportion(value, unit, proportion):
    assert Quantity(Decimal(value), unit).proportion == proportion


@PATIENT
@given(FINITE, FINITE.filter(bool), st.integers(0, 4))
def test_a_ratio_is_rounded_half_up(a, b, decimals):
    result = ratio(Quantity(a), Quantity(b), decimals)

    assert abs(result - a / b) <= Decimal("0.5").scaleb(-decimals) + Decimal("1e-9")
    assert result == result.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def test_a_half_goes_up():
    assert ratio(Quantity(Decimal(1)), Quantity(Decimal(8)), 2) == Decimal("0.13")
    assert ratio(Quantity(Decimal(-1)), Quantity(Decimal(8)), 2) == Decimal("-0.13")


def test_one_in_two_is_twice_one_in_four():
    assert ratio(Quantity(Decimal(2), Unit.ONE_IN), Quantity(Decimal(4), Unit.ONE_IN), 0) == 2


def test_a_formula_owns_up_to_rounding():
    subsidies, declared = Quantity(Decimal(180), Unit.MILLION_EURO), Quantity(Decimal(100), Unit.MILLION_EURO)

    assert formula(subsidies, declared, 1) == "180\u00a0M€ ÷ 100\u00a0M€ = 1,8"
    assert formula(subsidies, declared, 0) == "180\u00a0M€ ÷ 100\u00a0M€ ≈ 2"


def test_nothing_is_divided_by_zero():
    with pytest.raises(ValueError, match="zéro"):
        ratio(Quantity(Decimal(1)), Quantity(Decimal(0)), 1)


def test_euros_are_not_divided_by_people():
    with pytest.raises(ValueError, match="même unité"):
        formula(Quantity(Decimal(1), Unit.EURO), Quantity(Decimal(2)), 1)
