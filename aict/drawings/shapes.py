"""Shapes of a drawing: the few elements of SVG that it needs, with compact numbers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """One element of SVG. Its colours come from a class, so that they follow the theme of the band."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    text: str = ""


@dataclass(frozen=True)
class Drawing:
    """Shapes within a box that starts at 0 0, and the sentence that says what they mean."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    caption: str

    @property
    def view_box(self):
        return f"0 0 {short(self.width)} {short(self.height)}"


def short(number):
    """Write a coordinate with one decimal at most.

    >>> short(26.0), short(55.44), short(-0.01)
    ('26', '55.4', '0')
    """
    return f"{round(float(number), 1) + 0.0:.1f}".removesuffix(".0")


def trace(template, *numbers):
    """Part of a path, with a number for each {} of its template.

    >>> trace("M{} {}h{}z", 2, 2.5, 26.04)
    'M2 2.5h26z'
    """
    return template.format(*map(short, numbers))


def path(css, d, *, dash=""):
    """Path of a class; `dash` cuts its stroke."""
    dashes = (("stroke-dasharray", dash),) if dash else ()
    return Shape("path", (("class", css), *dashes, ("d", d)))


def circle(css, x, y, radius, *, dash):
    """Outline of a circle, cut into dashes: all that is provisional is dashed."""
    centre = (("cx", short(x)), ("cy", short(y)), ("r", short(radius)))
    return Shape("circle", (("class", css), ("stroke-dasharray", dash), *centre))


def dots(colour, diameter, points):
    """Discs drawn as the round ends of lines without length: a few bytes for each."""
    d = "".join(trace("M{} {}h0", x, y) for x, y in points)
    stroke = (("stroke", f"var(--{colour})"), ("stroke-width", short(diameter)), ("stroke-linecap", "round"))
    return Shape("path", (("fill", "none"), *stroke, ("d", d)))


def label(css, x, y, text):
    return Shape("text", (("class", css), ("x", short(x)), ("y", short(y))), text)
