"""Drawings of two amounts: surfaces or lengths in proportion to them."""

from math import sqrt

from aict.drawings.shapes import Drawing, label, path, trace
from aict.drawings.subject import COLON, of, spoken
from aict.quantities import Unit

# Mean width of a character of a label, and the room left on either side of it.
CHARACTER, MARGIN = 21, 12
LARGEST = 190
LONGEST = 900


def half_discs(subject):
    """Two halves of discs side by side, whose surfaces are in proportion: radii go with square roots."""
    if not subject.is_comparison:
        return None
    radii = _radii(subject.other.value, subject.quantity.value)
    if min(radii) < 4:
        return None
    left, right = radii
    shapes = (
        path("pic-b", trace("M190 {}A{} {} 0 0 0 190 {}z", 200 - left, left, left, 200 + left)),
        path("pic-a", trace("M195 {}A{} {} 0 0 1 195 {}z", 200 - right, right, right, 200 + right)),
        *_half_label(subject.other, 190, -left),
        *_half_label(subject.quantity, 195, right),
    )
    caption = (
        f"Deux demi-disques de surfaces proportionnelles{COLON}à gauche {_amount(subject.other, subject.other_counted)}"
    )
    return Drawing(385, 400, shapes, f"{caption}, à droite {_amount(subject.quantity, subject.counted)}.")


def _radii(*values):
    largest = max(values)
    return [round(LARGEST * sqrt(value / largest), 1) for value in values]


def _half_label(quantity, middle, radius):
    """The value within its half-disc, or under a small one; nowhere when there is no room."""
    size = CHARACTER * len(quantity.short) + MARGIN
    if size <= 0.96 * abs(radius):
        return [label("pic-label", middle + 0.48 * radius, 215, quantity.short)]
    if size <= LARGEST and abs(radius) < 140:
        return [
            label("pic-label pic-label--out", middle + (95 if radius > 0 else -95), 246 + abs(radius), quantity.short)
        ]
    return []


def _amount(quantity, counted):
    """« les 4 729 collectivités »; without the article for a single one, a sum or a value that isn't exact."""
    is_plain = quantity.unit == Unit.NUMBER and not quantity.qualifier
    return f"{'les ' if is_plain and counted and quantity.value >= 2 else ''}{spoken(quantity, counted)}"


def doubling(subject):
    """One half of a disc joined to two of the same size."""
    if subject.quantity.unit == Unit.ONE_IN:
        return None
    shapes = (
        path("pic-fil", "M75 56A172 50 0 0 1 420 56"),
        path("pic-b", "M130 290A110 110 0 0 1 130 70zM416 290A110 110 0 0 1 416 70z"),
        path("pic-a", "M424 70A110 110 0 0 1 424 290z"),
    )
    caption = f"Un demi-disque, puis deux{COLON}{_doubles(subject.counted)}, jusqu’à {spoken(subject.quantity)}."
    return Drawing(560, 300, shapes, caption)


def _doubles(counted):
    """« l’aide double », « les aides doublent », and « deux fois plus d’aide » for a noun without article."""
    if counted.lower().startswith("les "):
        return f"{counted} doublent"
    if counted.lower().startswith(("le ", "la ", "l’")):
        return f"{counted} double"
    return f"deux fois plus {of(counted) if counted else ''}".strip()


def bars(subject):
    """Two bars on one scale, the other figure's above, joined from the end of the shorter to the longer."""
    if not subject.is_comparison:
        return None
    longest = max(subject.other.value, subject.quantity.value)
    above, below = (float(LONGEST * value / longest) for value in (subject.other.value, subject.quantity.value))
    if min(above, below) < 2:
        return None
    shapes = (
        path("pic-b", trace("M0 0h{}v100H0z", above)),
        path("pic-a", trace("M0 124h{}v100H0z", below)),
        *_bar_thread(above, below),
        *_bar_label(subject.other, above, 66),
        *_bar_label(subject.quantity, below, 190),
    )
    words = f"{spoken(subject.other, subject.other_counted)}, {spoken(subject.quantity, subject.counted)}"
    return Drawing(LONGEST, 224, shapes, f"Deux barres à la même échelle{COLON}{words}.")


def _bar_thread(above, below):
    """The thread, when the shorter bar holds its label and leaves room for it."""
    start = min(above, below) + 8
    if start > 780 or start < 200:
        return []
    if above < below:
        return [path("pic-fil pic--bold", trace("M{} 50H810a66 66 0 0 1 66 66", start))]
    return [path("pic-fil pic--bold", trace("M{} 174H810a66 66 0 0 0 66-66", start))]


def _bar_label(quantity, length, y):
    size = CHARACTER * len(quantity.short) + 2 * MARGIN
    if size + 24 <= length:
        return [label("pic-label pic-label--start", 24, y, quantity.short)]
    if length + size <= LONGEST:
        return [label("pic-label pic-label--start pic-label--out", length + 16, y, quantity.short)]
    return []
