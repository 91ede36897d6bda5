"""« Le fil »: two places of the same shape joined by a thread, the one idea of all banner drawings.

In a banner, the number of threads is the number of things on the page. Numbers are user
units of SVG; all arcs of a drawing end in the middle of the shapes, which stand on its
bottom edge like houses on a horizon.
"""

from dataclasses import dataclass
from math import ceil

WIDTH = 560
# Beyond, the threads of a banner would melt into one another.
MOST = 24


@dataclass(frozen=True)
class Place:
    """One end of a thread; role « a » or « b » gives its colour."""

    role: str
    d: str


@dataclass(frozen=True)
class Thread:
    """Arcs and places, ready to draw in a box of `width` by `height`."""

    width: float
    height: float
    arcs: tuple[str, ...]
    places: tuple[Place, ...]
    is_bold: bool = False
    is_cropped: bool = False

    @property
    def view_box(self):
        return f"0 0 {_short(self.width)} {_short(self.height)}"


def thread(kind, count=1, shape="circle"):
    """Return the Thread of a kind for `count` things, or None when there is nothing to join.

    Kinds: wave, nest, fan and row for `count` things; pair, hero and broken for one.
    Shapes: circle, triangle, half-disc, diamond, square; the hero has its own.
    """
    if kind not in KINDS or shape not in SHAPES:
        raise ValueError(f"No thread {kind!r} with shape {shape!r}.")
    return KINDS[kind](min(count, MOST), shape) if count > 0 else None


def _wave(count, shape):
    """Arcs of one size that overlap, 3.5 steps wide: each lands half-way between two others' starts."""
    size = min(15 if count < 6 else 11, 100 / (count + 2.5) / SPREAD[shape])
    margin = size * SPREAD[shape]
    step = (WIDTH - 2 * margin) / (count - 1 + 3.5)
    radius = 1.75 * step
    starts = [margin + k * step for k in range(count)]
    height = ceil(radius + 10 + LIFT[shape] * size)
    return _twins(WIDTH, height, [(shape, a, a + 2 * radius, size, radius) for a in starts])


def _nest(count, shape):
    """Arcs one inside the other, from a small one to one that reaches both edges."""
    size = {1: 17, 2: 17, 3: 17, 4: 15, 5: 14, 6: 13}.get(count, 9)
    size = min(size, 90 / count / SPREAD[shape])
    outer = WIDTH / 2 - max(13, size * SPREAD[shape])
    step = (outer - 36) / max(count - 1, 1)
    radii = [outer - k * step for k in reversed(range(count))]
    ends = [(shape, WIDTH / 2 - radius, WIDTH / 2 + radius, size, radius) for radius in radii]
    return _twins(WIDTH, ceil(outer + 10 + LIFT[shape] * size), ends)


def _row(count, shape):
    """Pairs side by side, for things that follow one another."""
    cell = WIDTH / (count - 0.2)
    size = min(17, 0.09 * cell)
    margin = size * SPREAD[shape]
    length = 0.8 * cell - 2 * margin
    starts = [margin + k * cell for k in range(count)]
    height = ceil(length / 2 + 10 + LIFT[shape] * size)
    return _twins(WIDTH, height, [(shape, a, a + length, size, length / 2) for a in starts])


def _fan(count, shape):
    """Arcs that leave one place for many."""
    start, first, last, y = 28, 88, WIDTH - 28, 206
    step = (last - first) / max(count - 1, 1)
    ends = [last - k * step for k in reversed(range(count))]
    size = min(14, 0.42 * step / SPREAD[shape])
    arcs = [_arc(start, end, y, (end - start) / 2, 0.36 * (end - start)) for end in ends]
    places = [Place("b", SHAPES[shape](end, y + LIFT[shape] * size, size)) for end in ends]
    places.append(Place("a", SHAPES[shape](start, y + LIFT[shape] * 14, 21)))
    return Thread(WIDTH, y + LIFT[shape] * 14, tuple(arcs), tuple(places))


def _pair(count, shape):
    """One arc, small enough to stand beside a text."""
    a = max(18, 15 * SPREAD[shape])
    b, radius = 150 - a, 75 - a
    places = (Place("a", _centred(shape, a, 70, 15)), Place("b", _centred(shape, b, 70, 15)))
    return Thread(150, 92, (_arc(a, b, 70, radius, radius),), places)


def _broken(count, shape):
    """A thread that no longer holds, its two ends loose."""
    arcs = ("M40 180A280 150 0 0 1 262 36q14 2 10 16", "M600 180A280 150 0 0 0 378 36q-16 6-8 22")
    places = (Place("a", _centred(shape, 40, 180, 24)), Place("b", _centred(shape, 600, 180, 24)))
    return Thread(640, 220, arcs, places, is_bold=True)


HERO = (
    ("circle", 64, 412, 20, 174),
    ("triangle", 190, 290, 15, 50),
    ("square", 330, 940, 20, 290),
    ("half-disc", 520, 760, 22, 120),
    ("diamond", 610, 1190, 15, 270),
    ("circle", 850, 1082, 16, 116),
    ("triangle", 1010, 1250, 17, 120),
)


def _hero(count, shape):
    """The seven twins of the home page, cropped to the width of the window."""
    twins = _twins(1280, 360, HERO)
    return Thread(twins.width, twins.height, twins.arcs, twins.places, is_cropped=True)


def _twins(width, height, ends):
    """Thread of the twins (shape, x of a, x of b, size, height of the arc), all on the bottom edge."""
    arcs, places = [], []
    for shape, a, b, size, rise in ends:
        arcs.append(_arc(a, b, height - LIFT[shape] * size, (b - a) / 2, rise))
        places += [Place("a", SHAPES[shape](a, height, size)), Place("b", SHAPES[shape](b, height, size))]
    return Thread(width, height, tuple(arcs), tuple(places))


def _arc(a, b, y, radius, rise):
    """Trace an arc; radii are rounded down, for SVG widens those too small but flattens those too large."""
    return _trace("M{} {}A{} {} 0 0 1 {} {}", a, y, radius - 0.1, (radius - 0.1) * rise / radius, b, y)


def _centred(shape, x, y, size):
    return SHAPES[shape](x, y + LIFT[shape] * size, size)


def _circle(x, ground, size):
    size = round(size, 1)
    half = "a{0} {0} 0 1 1 {1} 0"
    start = _trace("M{} {}", x - size, ground - size)
    return f"{start}{_trace(half, size, 2 * size)}{_trace(half, size, -2 * size)}z"


def _triangle(x, ground, size):
    return _trace("M{} {}l{} {}h{}z", x, ground - 2 * size, 1.15 * size, 2 * size, -2.3 * size)


def _half_disc(x, ground, size):
    size = round(size, 1)
    return _trace("M{0} {1}a{2} {2} 0 0 1 {3} 0z", x - size, ground, size, 2 * size)


def _diamond(x, ground, size):
    half = 1.3 * size
    return _trace("M{} {}l{} {}l{} {}l{} {}z", x, ground - 2 * half, half, half, -half, half, -half, -half)


def _square(x, ground, size):
    return _trace("M{} {}h{}v{}h{}z", x - size, ground - 2 * size, 2 * size, 2 * size, -2 * size)


def _trace(template, *numbers):
    return template.format(*map(_short, numbers))


def _short(number):
    """Write a coordinate with one decimal at most.

    >>> _short(26.0), _short(55.44), _short(-0.01)
    ('26', '55.4', '0')
    """
    return f"{round(number, 1) + 0.0:.1f}".removesuffix(".0")


SHAPES = {
    "circle": _circle,
    "triangle": _triangle,
    "half-disc": _half_disc,
    "diamond": _diamond,
    "square": _square,
}
# How far above the ground a thread meets the middle of a shape, and half its width, for a size of 1.
LIFT = {"circle": 1, "triangle": 0.9, "half-disc": 0.5, "diamond": 1.3, "square": 1}
SPREAD = {"circle": 1, "triangle": 1.15, "half-disc": 1, "diamond": 1.3, "square": 1}
KINDS = {
    "wave": _wave,
    "nest": _nest,
    "row": _row,
    "fan": _fan,
    "pair": _pair,
    "broken": _broken,
    "hero": _hero,
}
