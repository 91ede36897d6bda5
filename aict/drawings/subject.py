"""What a drawing is about, and the words that its caption has for it."""

import re
from dataclasses import dataclass
from decimal import Decimal

from aict.quantities import NO_BREAK, Quantity, Unit

COLON = f"{NO_BREAK}: "
LETTERS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
# A complement that needs no « de »: it begins with a preposition, or is a participle.
LINKED = re.compile(r"d’|(de|du|des|en|pour|par|à|au|aux) |\w+(is|és|us)\b")

# Nouns whose singular and gender we know; the captions of others do without.
ONE_OF = {
    "collectivités": "une collectivité",
    "collectivités françaises": "une collectivité française",
    "communes": "une commune",
    "départements": "un département",
    "élus": "un élu",
    "jeunes": "un jeune",
    "partenariats": "un partenariat",
    "pays": "un pays",
    "personnes": "une personne",
    "projets": "un projet",
    "régions": "une région",
}

PARTS = {
    Decimal("0.1"): "le dixième",
    Decimal("0.2"): "le cinquième",
    Decimal("0.25"): "le quart",
    Decimal("0.3"): "les trois dixièmes",
    Decimal("0.4"): "les deux cinquièmes",
    Decimal("0.5"): "la moitié",
    Decimal("0.6"): "les trois cinquièmes",
    Decimal("0.7"): "les sept dixièmes",
    Decimal("0.75"): "les trois quarts",
    Decimal("0.8"): "les quatre cinquièmes",
    Decimal("0.9"): "les neuf dixièmes",
}


@dataclass(frozen=True)
class Subject:
    """A figure, what it counts, and the figure that it may be compared with."""

    quantity: Quantity
    counted: str = ""
    other: Quantity | None = None
    other_counted: str = ""

    @property
    def is_comparison(self):
        """Whether both figures are amounts of the same unit."""
        return self.other is not None and self.other.unit == self.quantity.unit != Unit.ONE_IN


def is_drawable(quantity):
    """Whether a Quantity is positive, and neither larger nor finer than a picture can show."""
    if quantity is None or not quantity.value.is_finite():
        return False
    return quantity.value > 0 and quantity.value.adjusted() < 15 and quantity.value.as_tuple().exponent >= -12


def in_letters(number):
    """Write a whole number, in letters up to ten."""
    return LETTERS[number] if number < len(LETTERS) else Quantity(Decimal(number)).digits


def part_of(fraction):
    """Name a part of one shape: « le dixième », « la moitié », or « une partie » of it."""
    return PARTS.get(fraction, "une partie")


def spoken(quantity, counted=""):
    """The value, its precision and what it counts: « près de 180 millions d’euros de subventions »."""
    value = quantity.sentence_value
    if quantity.unit == Unit.ONE_IN:
        value = f"{quantity.qualifier} {quantity.short}".strip()
    return f"{value} {_complement(quantity.unit, counted)}".strip()


def _complement(unit, counted):
    """What a sum is: « subventions » takes « de », « investis » and « pour les jeunes » stay as they are."""
    if unit == Unit.NUMBER or not counted or LINKED.match(counted):
        return counted
    return "" if counted == "euros" else of(counted)


def of(noun):
    """The noun after « de »: « de pays », « d’élus »."""
    return f"d’{noun}" if noun[:1].lower() in "aàâeéèêiîoôuûyh" else f"de {noun}"
