"""Drawings of a share: so much of a whole, in squares or in people."""

from decimal import Decimal
from math import acos, pi, sqrt

from aict.drawings.shapes import Drawing, path, trace
from aict.drawings.subject import COLON, ONE_OF, in_letters, part_of, spoken
from aict.quantities import Unit, french_digits

# A shape filled on less than this looks empty.
LEAST_PART = Decimal("0.08")
# Radii of a person's head and shoulders, and height of the arms; all in all 56 wide and 108 high.
HEAD, SHOULDERS, ARMS = 20, 28, 30


def squares(subject):
    """A hundred squares for the whole, more for less than 1 %, of which the share is full."""
    share, whole = subject.quantity, subject.counted
    if share.proportion is None and subject.other is not None:
        share, whole = subject.other, subject.other_counted
    if share.proportion is None:
        return None
    number, rows = _grid(share.proportion)
    full, part = divmod(share.proportion * number, 1)
    if not full and part < LEAST_PART:
        return None
    columns = number // rows
    caption = f"{french_digits(Decimal(number))} carrés pour {whole or 'le tout'}{COLON}"
    shapes = (path("pic-rest pic--thin", _outlines(columns, rows), dash="26 4"), path("pic-a", _fill(full, part, rows)))
    return Drawing(30 * columns, 30 * rows, shapes, caption + f"{_full_squares(int(full), part, share, number)}.")


def _grid(proportion):
    """How many squares show a proportion, and in how many rows."""
    if proportion >= Decimal("0.01"):
        return 100, 5
    return (200, 5) if proportion >= Decimal("0.001") else (1000, 25)


def _outlines(columns, rows):
    """Trace the sides of all squares, as the dashes of lines from edge to edge."""
    across = "".join(trace("M2 {}h{}", y, 30 * columns - 4) for k in range(rows) for y in (30 * k + 3, 30 * k + 27))
    down = "".join(trace("M{} 2v{}", x, 30 * rows - 4) for k in range(columns) for x in (30 * k + 3, 30 * k + 27))
    return across + down


def _fill(full, part, rows):
    """Trace the full squares, column after column, then the foot of the one filled in part."""
    corners = [(2 + 30 * (k // rows), 2 + 30 * (k % rows)) for k in range(int(full) + 1)]
    d = "".join(trace("M{} {}h26v26h-26z", x, y) for x, y in corners[:-1])
    x, y = corners[-1]
    height = 26 * float(part)
    return d + (trace("M{} {}h26v{}h-26z", x, y + 26 - height, height) if part else "")


def _full_squares(full, part, share, number):
    if not part and (full > 1 or not share.qualifier):
        if full == number and not share.qualifier:
            return "tous sont pleins"
        return "un seul est plein" if full == 1 else f"{share.qualifier} {full} sont pleins".strip()
    whole = "un carré plein" if full == 1 else f"{full} carrés pleins"
    piece = f"{part_of(part)} d’un {'autre' if full else 'seul'}" if part else ""
    verb = "font" if full > 1 or (full and part) or piece.startswith("les") else "fait"
    return f"{' et '.join(filter(None, [whole if full else '', piece]))} en {verb} {spoken(share)}"


def people(subject):
    """Ten people, of whom the share is full; the last one in part, cut where its surface says so."""
    quantity = subject.quantity
    if quantity.proportion is None:
        return None
    full, part = divmod(quantity.proportion * 10, 1)
    if not full and part < LEAST_PART:
        return None
    full = int(full)
    filled = "".join(_person(36 + 64 * k) for k in range(full))
    filled += _begun_person(36 + 64 * full, float(part)) if part else ""
    empty = "".join(_person(36 + 64 * k) for k in range(full, 10))
    shapes = ([path("pic-rest", empty)] if empty else []) + [path("pic-a", filled)]
    return Drawing(648, 116, tuple(shapes), f"Dix personnes{COLON}{_full_people(full, part, quantity)}.")


def _full_people(full, part, quantity):
    exactly = f", soit {spoken(quantity)}"
    if not full:
        return f"seule une part de la première est pleine{exactly}"
    if part or full == 1:
        number = "une seule est pleine" if full == 1 else f"{in_letters(full)} sont pleines"
        return (
            number
            + (f", et {part_of(part)} d’une autre" if part else "")
            + (exactly if part or quantity.qualifier else "")
        )
    if full == 10 and not quantity.qualifier:
        return "toutes sont pleines"
    return f"{quantity.qualifier} {in_letters(full)} sont pleines".strip()


def _person(x, y=4, scale=1):
    """Trace a person whose head has its middle at `x` and its top at `y`."""
    head, shoulders, arms = HEAD * scale, SHOULDERS * scale, ARMS * scale
    half = "a{0} {0} 0 1 1 {1} 0"
    disc = trace("M{} {}", x - head, y + head) + trace(half, head, 2 * head) + trace(half, head, -2 * head)
    body = trace("zM{} {}v{}", x - shoulders, y + 108 * scale, -arms) + trace(half, shoulders, 2 * shoulders)
    return f"{disc}{body}{trace('v{}z', arms)}"


def _begun_person(x, part):
    """Trace the left of a person, up to where `part` of its surface is covered."""
    cut = _cut(part)
    top = 82 - sqrt(SHOULDERS**2 - cut**2)
    body = trace("M{} 112v-30A28 28 0 0 1 {} {}V112z", x - SHOULDERS, x + cut, top)
    if abs(cut) >= HEAD:
        return body if cut < 0 else body + trace("M{} 24a20 20 0 1 1 40 0a20 20 0 1 1-40 0z", x - HEAD)
    half = sqrt(HEAD**2 - cut**2)
    return body + trace("M{} {}A20 20 0 {} 0 {} {}z", x + cut, 24 - half, cut > 0, x + cut, 24 + half)


def _cut(part):
    """Distance from the middle of a person to the line that has `part` of its surface on its left."""
    low, high = -float(SHOULDERS), float(SHOULDERS)
    wanted = part * _surface_left_of(high)
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (middle, high) if _surface_left_of(middle) < wanted else (low, middle)
    return low


def _surface_left_of(cut):
    return ARMS * (cut + SHOULDERS) + _disc_left_of(cut, SHOULDERS) / 2 + _disc_left_of(cut, HEAD)


def _disc_left_of(cut, radius):
    cut = max(-radius, min(cut, radius))
    return radius**2 * (pi - acos(cut / radius)) + cut * sqrt(radius**2 - cut**2)


def one_in(subject):
    """One person in n, full beside the others; two are joined by a thread."""
    number = subject.quantity.value
    if subject.quantity.unit != Unit.ONE_IN or not 2 <= number <= 10 or number % 1:
        return None
    number = int(number)
    step, sky = (260, 106) if number == 2 else (160, 10)
    first = step // 2 - 20 if number == 2 else 80
    people = [_person(first + step * k, sky, 2.3) for k in range(number)]
    thread = (path("pic-fil pic--bold", "M110 94A130 84 0 0 1 370 94"),) if number == 2 else ()
    shapes = (*thread, path("pic-a", people[0]), path("pic-rest pic--heavy", "".join(people[1:])))
    return Drawing(480 if number == 2 else 160 * number, sky + 254, shapes, _one_full(subject, in_letters(number)))


def _one_full(subject, number):
    """« Deux jeunes : près d’un sur deux, le premier, est plein. »; of « silhouettes » when the gender is unknown."""
    if subject.counted not in ONE_OF:
        return f"{number.capitalize()} silhouettes{COLON}la première est pleine, soit {spoken(subject.quantity)}."
    is_feminine = ONE_OF[subject.counted].startswith("une ")
    one, first = ("une", "la première, est pleine") if is_feminine else ("un", "le premier, est plein")
    qualifier = subject.quantity.qualifier
    share = f"{qualifier[:-1]}’{one}" if qualifier.endswith(" de") else f"{qualifier} {one}".strip()
    return f"{number.capitalize()} {subject.counted}{COLON}{share} sur {number}, {first}."
