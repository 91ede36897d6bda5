"""Drawings that count: so many shapes, each worth the same."""

from decimal import Decimal
from itertools import count
from math import cos, log, pi, sin
from typing import NamedTuple

from aict.drawings.shapes import Drawing, circle, dots, path, trace
from aict.drawings.subject import COLON, ONE_OF, of, part_of, spoken
from aict.quantities import NO_BREAK, Qualifier, Quantity, Unit, french_digits

MOST_PAIRS = 120
FEWEST_DOTS = 3
MOST_DOTS = 160
MOST_DISCS = 120


class Tally(NamedTuple):
    """A value counted in shapes: what one is worth, how many are whole, what part of one is left."""

    worth: Decimal
    whole: int
    rest: Decimal

    @property
    def rest_in_digits(self):
        return french_digits(self.rest * self.worth)


def tally(value, most):
    """Count `value` in shapes worth 1, 2, 5, 10, 20… each, the smallest worth that needs at most `most`.

    >>> tally(Decimal(10531), 120)
    Tally(worth=Decimal('1E+2'), whole=105, rest=Decimal('0.31'))
    """
    steps = (Decimal(step).scaleb(power) for power in count() for step in (1, 2, 5))
    worth = next(step for step in steps if value <= step * most)
    whole, rest = divmod(value, worth)
    return Tally(worth, int(whole), rest / worth)


def _is_count(quantity):
    return quantity.unit == Unit.NUMBER and quantity.value == quantity.value.to_integral_value()


def _worth(shape, shapes, tallied, subject):
    """« Une paire vaut 100 partenariats »; « Autant de points que de métropoles » for a noun we can't make singular."""
    one = Quantity(tallied.worth, subject.quantity.unit)
    if one.unit != Unit.NUMBER:
        return f"{shape} vaut {'un ' + one.in_words.partition(NO_BREAK)[2] if one.value == 1 else one.in_words}"
    if one.value > 1 or not subject.counted:
        return f"{shape} vaut {one.digits}{NO_BREAK}{subject.counted}".rstrip(NO_BREAK)
    if subject.counted in ONE_OF:
        return f"{shape} vaut {ONE_OF[subject.counted]}"
    return f"Autant de {shapes} que {of(subject.counted)}"


def _precision(subject):
    """« , pour près de 140 pays », when the value isn't exact."""
    if not subject.quantity.qualifier:
        return ""
    return f", pour {spoken(subject.quantity, subject.counted if subject.quantity.unit == Unit.NUMBER else '')}"


def pairs(subject):
    """Pairs of places joined by a thread, then the first place of another, and its thread, for the rest."""
    if not _is_count(subject.quantity):
        return None
    tallied = tally(subject.quantity.value, MOST_PAIRS)
    has_place, has_thread = tallied.rest >= Decimal(1) / 6, tallied.rest >= Decimal("0.5")
    columns = 15 if tallied.whole > 30 else 8
    places = [(8 + 40 * (k % columns), 21 + 30 * (k // columns)) for k in range(tallied.whole + has_place)]
    shapes = (
        _arcs(places[: tallied.whole + has_thread]),
        dots("a", 12, places),
        dots("b", 12, [(x + 24, y) for x, y in places[: tallied.whole]]),
    )
    number = "une seule paire" if tallied.whole == 1 else f"{tallied.whole} paires"
    worth = _worth("Une paire", "paires", tallied, subject)
    caption = f"{worth}{COLON}{number}{_begun_pair(tallied)}{_precision(subject)}."
    return Drawing(40 * columns, places[-1][1] + 7, shapes, caption)


def _arcs(places):
    return path("pic-fil pic--thin", "".join(trace("M{} {}a12 12 0 0 1 24 0", x, y - 1) for x, y in places))


def _begun_pair(tallied):
    if not tallied.rest:
        return ""
    if tallied.rest < Decimal(1) / 6:
        return f", et un reste ({tallied.rest_in_digits}) trop petit pour être dessiné"
    for third, words in ((1, "le premier tiers"), (2, "les deux premiers tiers")):
        if abs(tallied.rest * 3 - third) < Decimal("0.1"):
            return f", et {words} d’une autre"
    return f", et le début d’une autre pour le reste ({tallied.rest_in_digits})"


def hemicycle(subject):
    """Dots in the rows of an assembly; a smaller one, whose surface is in proportion, for the rest."""
    if not _is_count(subject.quantity) or subject.quantity.value < FEWEST_DOTS:
        return None
    tallied = tally(subject.quantity.value, MOST_DOTS)
    diameter, seats = _seats(tallied.whole + (1 if tallied.rest else 0))
    shapes = [dots("a", diameter, seats[: tallied.whole])]
    shapes += [dots("a", diameter * float(tallied.rest) ** 0.5, seats[tallied.whole :])] if tallied.rest else []
    rest = f", et un plus petit pour le reste ({tallied.rest_in_digits})" if tallied.rest else ""
    number = f"{tallied.whole} points, en hémicycle"
    caption = f"{_worth('Un point', 'points', tallied, subject)}{COLON}{number}{rest}{_precision(subject)}."
    return Drawing(600, 305 + diameter / 2, tuple(shapes), caption)


def _seats(number):
    """Diameter of a dot, and where each of `number` dots sits, row after row from the inside."""
    rows = min(range(1, 10), key=lambda rows: abs(log(_gap(number, rows) / _step(rows) / 1.3)))
    diameter = round(min(0.69 * min(_gap(number, rows), _step(rows)), 80))
    outer = 295 - diameter / 2
    radii = [outer * (1 - 0.545 * (rows - 1 - row) / max(rows - 1, 1)) for row in range(rows)]
    ends = [round(number * sum(radii[: row + 1]) / sum(radii)) for row in range(rows)]
    seats = []
    for radius, start, end in zip(radii, [0, *ends], ends, strict=False):
        seats += [_seat(radius, k, end - start) for k in range(end - start)]
    return diameter, seats


def _gap(number, rows):
    """Mean distance between neighbours in a row, on a hemicycle of radius 286."""
    mean_radius = 286 if rows == 1 else 208
    return pi * mean_radius * rows / max(number - rows, 0.5)


def _step(rows):
    return 156 / max(rows - 1, 1)


def _seat(radius, k, number):
    angle = pi * k / (number - 1) if number > 1 else pi / 2
    return 300 - radius * cos(angle), 300 - radius * sin(angle)


def discs(subject):
    """Discs, each worth a round sum or number; the last is a sector, in proportion to what remains."""
    quantity = subject.quantity
    if quantity.unit not in (Unit.NUMBER, Unit.EURO, Unit.MILLION_EURO) or quantity.value < 1:
        return None
    tallied = tally(quantity.value, MOST_DISCS)
    more = quantity.qualifier == Qualifier.LITTLE_MORE_THAN
    columns = 20 if tallied.whole > 30 else 10
    shown = tallied.whole + (1 if tallied.rest else 0)
    shapes = [dots("a", 25, [_spot(k, columns) for k in range(tallied.whole)])]
    shapes += [_sector(*_spot(tallied.whole, columns), tallied.rest)] if tallied.rest else []
    shapes += [circle("pic-rest pic--thin", *_next_spot(shown, columns), 12, dash="4 4")] if more else []
    part = f" et {part_of(tallied.rest)} d’un autre" if tallied.rest else ""
    number = f"{'un seul disque plein' if tallied.whole == 1 else f'{tallied.whole} disques pleins'}{part}"
    tail = f", et «{NO_BREAK}un peu plus{NO_BREAK}» en pointillé" if more else _precision(subject)
    caption = f"{_worth('Un disque', 'disques', tallied, subject)}{COLON}{number}{tail}."
    width = 30 * columns + (30 if more and shown % columns == 0 else 0)
    return Drawing(width, 30 * -(-shown // columns), tuple(shapes), caption)


def _spot(k, columns):
    return 15 + 30 * (k % columns), 15 + 30 * (k // columns)


def _next_spot(shown, columns):
    """Place after the last disc; beyond the end of the first row when all rows are full."""
    return _spot(shown, columns) if shown % columns else (15 + 30 * columns, 15)


def _sector(x, y, part):
    """Part of a disc, clockwise from its top, by way of its foot: nearly all of it must not look like nothing."""
    angle = 2 * pi * float(part)
    half = "a12.5 12.5 0 0 1 0 25" if part > Decimal("0.5") else ""
    end = trace("A12.5 12.5 0 0 1 {} {}z", x + 12.5 * sin(angle), y - 12.5 * cos(angle))
    return path("pic-a", f"{trace('M{} {}v-12.5', x, y)}{half}{end}")
