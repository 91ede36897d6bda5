import re
from decimal import Decimal
from fractions import Fraction

import pytest
from django.template.loader import render_to_string
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from aict.drawings import PictureKind, draw
from aict.quantities import Qualifier, Quantity, Unit
from tests.svg import outlines, surface

# A busy machine is not a fault of the drawings.
PATIENT = settings(deadline=None)
MILLION = Unit.MILLION_EURO
COUNTS = st.integers(1, 10**9).map(Decimal)
AMOUNTS = st.decimals("0.5", 10**6, places=2)
PERCENTS = st.decimals("0.01", 100, places=2)
COUNTED = st.sampled_from(["", "pays", "élus", "métropoles", "collectivités françaises", "l’aide", "les aides"])
SHARES = st.decimals("0.1", 100, places=2)
NOTHING = st.none()
QUANTITIES = st.builds(Quantity, st.decimals(), st.sampled_from(Unit), st.sampled_from(Qualifier))


def quantities(values, *units):
    return st.builds(Quantity, values, st.sampled_from(units), st.sampled_from(Qualifier))


def drawings(kind, one, other=NOTHING):
    return st.builds(draw, st.just(kind), one, counted=COUNTED, other=other, other_counted=COUNTED).filter(bool)


SUMS = quantities(AMOUNTS, Unit.EURO)
DRAWINGS = st.one_of(
    drawings(PictureKind.PAIRS, quantities(COUNTS, Unit.NUMBER)),
    drawings(PictureKind.HEMICYCLE, quantities(COUNTS, Unit.NUMBER)),
    drawings(PictureKind.DISCS, quantities(AMOUNTS, Unit.NUMBER, Unit.EURO, MILLION)),
    drawings(PictureKind.DOUBLING, quantities(AMOUNTS, Unit.NUMBER, Unit.EURO, MILLION)),
    drawings(PictureKind.SQUARES, quantities(SHARES, Unit.PERCENT)),
    drawings(PictureKind.SQUARES, quantities(COUNTS, Unit.NUMBER), quantities(SHARES, Unit.PERCENT)),
    drawings(PictureKind.PEOPLE, quantities(SHARES, Unit.PERCENT)),
    drawings(PictureKind.ONE_IN, quantities(st.integers(2, 10).map(Decimal), Unit.ONE_IN)),
    drawings(PictureKind.BARS, SUMS, SUMS),
    drawings(PictureKind.HALF_DISCS, SUMS, SUMS),
)


def attributes(shape):
    return dict(shape.attributes)


def d_of(drawing, css):
    """All paths whose class begins with `css`, as one."""
    return "".join(
        attributes(shape)["d"] for shape in drawing.shapes if attributes(shape).get("class", "").startswith(css)
    )


def dots_of(drawing, colour):
    """Dots of a colour: (diameter, number) of each path of them."""
    paths = [attributes(shape) for shape in drawing.shapes]
    return [
        (float(path["stroke-width"]), path["d"].count("M"))
        for path in paths
        if path.get("stroke") == f"var(--{colour})"
    ]


@PATIENT
@given(COUNTS)
def test_pairs_are_worth_the_value(value):
    drawing = draw(PictureKind.PAIRS, Quantity(value), counted="élus")
    [(_, whole)] = dots_of(drawing, "b") or [(0, 0)]
    [(_, begun)] = dots_of(drawing, "a")
    worth = worth_in(drawing.caption)

    assert whole <= 120
    assert whole * worth <= value < (whole + 1) * worth
    assert whole <= begun <= whole + 1
    assert begun - whole == ((value - whole * worth) / worth >= Decimal(1) / 6)


@PATIENT
@given(COUNTS.filter(lambda value: value >= 3))
def test_the_surface_of_the_dots_is_worth_the_value(value):
    drawing = draw(PictureKind.HEMICYCLE, Quantity(value), counted="élus")
    (diameter, whole), *rest = dots_of(drawing, "a")
    smaller = sum((size / diameter) ** 2 * number for size, number in rest)

    assert whole <= 160
    assert float(value / worth_in(drawing.caption)) == pytest.approx(whole + smaller, abs=0.02)


@PATIENT
@given(AMOUNTS.filter(lambda value: value >= 1))
def test_the_surface_of_the_discs_is_worth_the_value(value):
    drawing = draw(PictureKind.DISCS, Quantity(value, MILLION))
    [(diameter, whole)] = dots_of(drawing, "a")
    part = surface(d_of(drawing, "pic-a")) / (3.1416 * diameter**2 / 4)

    assert whole <= 120
    assert float(value / worth_in(drawing.caption)) == pytest.approx(whole + part, abs=0.03)


def worth_in(caption):
    """What the caption says that one shape is worth."""
    number = re.search(r"vaut (un|[\d\u202f]+)", caption)[1].replace("\u202f", "")
    return Decimal(1 if number == "un" else number)


@PATIENT
@given(PERCENTS)
def test_full_squares_are_the_share_of_all_squares(value):
    drawing = draw(PictureKind.SQUARES, Quantity(value, Unit.PERCENT))
    squares = drawing.width * drawing.height / 900

    assert surface(d_of(drawing, "pic-a")) / 26**2 == pytest.approx(float(value) / 100 * squares, abs=0.01)
    assert squares == int(re.sub(r"\D", "", drawing.caption.split(" carrés")[0]))


@PATIENT
@given(PERCENTS.filter(lambda value: value >= 1))
def test_full_people_are_the_share_of_ten_people(value):
    drawing = draw(PictureKind.PEOPLE, Quantity(value, Unit.PERCENT))
    person = surface(d_of(draw(PictureKind.PEOPLE, Quantity(Decimal(10), Unit.PERCENT)), "pic-a"))

    assert surface(d_of(drawing, "pic-a")) / person == pytest.approx(float(value) / 10, abs=0.02)


@PATIENT
@given(AMOUNTS, AMOUNTS)
def test_surfaces_of_half_discs_are_in_proportion(value, other):
    assume(Fraction(1, 100) < Fraction(value) / Fraction(other) < 100)
    drawing = draw(PictureKind.HALF_DISCS, Quantity(value), other=Quantity(other))

    ratio = surface(d_of(drawing, "pic-a")) / surface(d_of(drawing, "pic-b"))
    assert ratio == pytest.approx(float(value / other), rel=0.02)


@PATIENT
@given(AMOUNTS, AMOUNTS)
def test_lengths_of_bars_are_in_proportion(value, other):
    assume(Fraction(1, 100) < Fraction(value) / Fraction(other) < 100)
    drawing = draw(PictureKind.BARS, Quantity(value), other=Quantity(other))

    ratio = surface(d_of(drawing, "pic-a")) / surface(d_of(drawing, "pic-b"))
    assert ratio == pytest.approx(float(value / other), rel=0.01)


@pytest.mark.parametrize("number", range(2, 11))
def test_one_person_in_n_is_full(number):
    drawing = draw(PictureKind.ONE_IN, Quantity(Decimal(number), Unit.ONE_IN))

    # A person is a head and a body.
    assert len(outlines(d_of(drawing, "pic-a"))) == 2
    assert len(outlines(d_of(drawing, "pic-rest"))) == 2 * (number - 1)


def test_a_little_more_is_one_dashed_disc():
    drawing = draw(PictureKind.DISCS, Quantity(Decimal(97), MILLION, Qualifier.LITTLE_MORE_THAN))

    assert [attributes(shape)["stroke-dasharray"] for shape in drawing.shapes if shape.tag == "circle"] == ["4 4"]


def test_a_small_bar_has_its_label_beside_it():
    drawing = draw(PictureKind.BARS, Quantity(Decimal(3), MILLION), other=Quantity(Decimal(250), MILLION))
    labels = {shape.text: attributes(shape)["class"] for shape in drawing.shapes if shape.tag == "text"}

    assert "pic-label--out" in labels["3\u00a0M€"]
    assert "pic-label--out" not in labels["250\u00a0M€"]


@pytest.mark.parametrize(
    ("kind", "quantity", "other"),
    [
        (PictureKind.NONE, Quantity(Decimal(5)), None),
        (PictureKind.PAIRS, None, None),
        (PictureKind.PAIRS, Quantity(Decimal("1.5")), None),
        (PictureKind.PAIRS, Quantity(Decimal(5), MILLION), None),
        (PictureKind.HEMICYCLE, Quantity(Decimal(0)), None),
        (PictureKind.HEMICYCLE, Quantity(Decimal(-5)), None),
        (PictureKind.HEMICYCLE, Quantity(Decimal(2)), None),
        (PictureKind.DISCS, Quantity(Decimal("0.5"), MILLION), None),
        (PictureKind.DISCS, Quantity(Decimal(50), Unit.PERCENT), None),
        (PictureKind.SQUARES, Quantity(Decimal(120), Unit.PERCENT), None),
        (PictureKind.SQUARES, Quantity(Decimal("0.0001"), Unit.PERCENT), None),
        (PictureKind.SQUARES, Quantity(Decimal(4729)), None),
        (PictureKind.SQUARES, Quantity(Decimal(4729)), Quantity(Decimal(15))),
        (PictureKind.PEOPLE, Quantity(Decimal(101), Unit.PERCENT), None),
        (PictureKind.PEOPLE, Quantity(Decimal("0.2"), Unit.PERCENT), None),
        (PictureKind.ONE_IN, Quantity(Decimal(11), Unit.ONE_IN), None),
        (PictureKind.ONE_IN, Quantity(Decimal("2.5"), Unit.ONE_IN), None),
        (PictureKind.ONE_IN, Quantity(Decimal(2)), None),
        (PictureKind.BARS, Quantity(Decimal(180), MILLION), None),
        (PictureKind.BARS, Quantity(Decimal(180), MILLION), Quantity(Decimal(100), Unit.EURO)),
        (PictureKind.BARS, Quantity(Decimal(180), MILLION), Quantity(Decimal(0), MILLION)),
        (PictureKind.BARS, Quantity(Decimal(1)), Quantity(Decimal(10**6))),
        (PictureKind.HALF_DISCS, Quantity(Decimal(10**6)), Quantity(Decimal(1))),
        (PictureKind.DOUBLING, Quantity(Decimal(2), Unit.ONE_IN), None),
    ],
)
def test_nothing_is_drawn_where_no_drawing_is_honest(kind, quantity, other):
    assert draw(kind, quantity, counted="élus", other=other) is None


@PATIENT
@given(st.sampled_from(PictureKind), QUANTITIES, COUNTED, st.none() | QUANTITIES, COUNTED)
def test_no_value_breaks_a_drawing(kind, quantity, counted, other, other_counted):
    drawing = draw(kind, quantity, counted=counted, other=other, other_counted=other_counted)

    assert drawing is None or drawing.caption


@PATIENT
@given(DRAWINGS)
def test_a_drawing_is_light_and_stays_in_its_box(drawing):
    assert len(render_to_string("components/drawing.html", {"drawing": drawing}).encode()) < 6000
    for x, y in points_of(drawing):
        assert -0.1 <= x <= drawing.width + 0.1
        assert -0.1 <= y <= drawing.height + 0.1


def points_of(drawing):
    for shape in drawing.shapes:
        values = attributes(shape)
        if "d" in values:
            yield from (point for points in outlines(values["d"]) for point in points)
        else:
            yield float(values.get("x", values.get("cx"))), float(values.get("y", values.get("cy")))


@PATIENT
@given(DRAWINGS)
def test_a_caption_is_one_sentence_in_french_typography(drawing):
    assert re.fullmatch(r"[A-Z0-9].*[^ .]\.", drawing.caption)
    assert not re.search(r"'|  | [:;?!%€»]|«[^\u00a0]|\d{4}|\d [%€]|de un\b|de [aeiouyéè]", drawing.caption), (
        drawing.caption
    )


def test_a_drawing_is_skipped_by_readers_and_its_caption_is_read():
    drawing = draw(PictureKind.HEMICYCLE, Quantity(Decimal(140)), counted="<b>pays</b>")
    html = render_to_string("components/drawing.html", {"drawing": drawing})

    assert '<svg viewBox="0 0 600 314" aria-hidden="true" focusable="false">' in html
    assert "<figcaption>Autant de points que de &lt;b&gt;pays&lt;/b&gt;\u00a0: 140 points" in html
    assert not re.search(r"\b(style|id)=", html)
