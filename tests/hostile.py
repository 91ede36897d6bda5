"""The values of hostile.txt, and those that are too long to be written: more than two hundred, all different."""

from pathlib import Path
from urllib.parse import quote, unquote_plus

MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
LONG = ["a" * 10_000, "1" * 500, "%C3%A9" * 3000, "%20" * 5000, "%20a" * 2000, "%3C" * 3000, "%22" * 3000, "(" * 2000]
LONG += [quote("🧵") * 1500, "%CC%81" * 2000, "a-" * 3000, "%25" * 2000]

LINES = (Path(__file__).parent / "hostile.txt").read_text(encoding="utf-8").splitlines()
VALUES = ["", quote(MARKUP), *(line for line in LINES if line and not line.startswith("#")), *LONG]


def typed(value):
    """Return what a server reads of a value."""
    return unquote_plus(value, errors="replace")


def turns(names, step=7):
    """Yield as many questions as there are values, of all `names` at once: each name meets each value once.

    Names that stand side by side are `step` values apart: what one makes fail, another does not hide each time.
    """
    for turn in range(len(VALUES)):
        yield {name: VALUES[(turn + step * rank) % len(VALUES)] for rank, name in enumerate(names)}


def hands(names):
    """Yield questions of all `names` at once, in which each value is met once."""
    for start in range(0, len(VALUES), len(names)):
        yield dict(zip(names, VALUES[start : start + len(names)], strict=False))
