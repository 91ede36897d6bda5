"""A value with its unit and its precision, written as French readers write it.

Pure: nothing here knows the database. No value is ever rounded in silence.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import NamedTuple

from django.db.models import TextChoices

NO_BREAK = "\u00a0"
THOUSANDS = "\u202f"


class Unit(TextChoices):
    NUMBER = "", "nombre"
    PERCENT = "%", "%"
    EURO = "€", "€ (euros)"
    MILLION_EURO = "M€", "M€ (millions d’euros)"
    ONE_IN = "1/n", "1 sur n (saisir n)"


class Qualifier(TextChoices):
    EXACT = "", "valeur exacte"
    NEARLY = "près de", "près de"
    LITTLE_MORE_THAN = "un peu plus de", "un peu plus de"
    MORE_THAN = "plus de", "plus de"
    LESS_THAN = "moins de", "moins de"
    ABOUT = "environ", "environ"


class Parts(NamedTuple):
    """The three parts of a large figure; the unit, with its spaces, is set smaller."""

    number: str
    unit: str
    rest: str


@dataclass(frozen=True)
class Quantity:
    """A finite value, its unit and its precision: `Quantity(Decimal(180), Unit.MILLION_EURO, Qualifier.NEARLY)`.

    >>> figure = Quantity(Decimal("180.00"), Unit.MILLION_EURO, Qualifier.NEARLY)
    >>> figure.digits, figure.short, figure.sentence_value
    ('180', '180\\xa0M€', 'près de 180\\xa0millions d’euros')
    """

    value: Decimal
    unit: str = Unit.NUMBER
    qualifier: str = Qualifier.EXACT

    @property
    def digits(self):
        """The value in digits, exact and without its unit."""
        return french_digits(self.value)

    @property
    def unit_label(self):
        """What follows the number: « % », « M€ », « sur 2 », or nothing.

        >>> Quantity(Decimal(2), Unit.ONE_IN).unit_label
        'sur\\xa02'
        """
        return f"sur{NO_BREAK}{self.digits}" if self.unit == Unit.ONE_IN else str(self.unit)

    @property
    def parts(self):
        """Cut the short form where a large display changes size.

        >>> Quantity(Decimal("0.55"), Unit.PERCENT).parts
        Parts(number='0,55', unit='\\xa0%', rest='')
        >>> Quantity(Decimal(2), Unit.ONE_IN).parts
        Parts(number='1', unit='\\xa0sur\\xa0', rest='2')
        """
        if self.unit == Unit.ONE_IN:
            return Parts("1", f"{NO_BREAK}sur{NO_BREAK}", self.digits)
        return Parts(self.digits, f"{NO_BREAK}{self.unit}" if self.unit else "", "")

    @property
    def short(self):
        """The shortest exact form, on one line: « 17 M€ », « 1 sur 2 »."""
        return "".join(self.parts)

    @property
    def in_words(self):
        """The value as a running sentence says it, without its precision.

        >>> Quantity(Decimal("1.8"), Unit.EURO).in_words
        '1,8\\xa0euros'
        >>> Quantity(Decimal("1.8"), Unit.MILLION_EURO).in_words
        '1,8\\xa0million d’euros'

        A sentence already says « un jeune sur », so that one in 2 is « 2 ».
        """
        if self.unit == Unit.EURO:
            return f"{self.digits}{NO_BREAK}{'euros' if abs(self.value) > 1 else 'euro'}"
        if self.unit == Unit.MILLION_EURO:
            return f"{self.digits}{NO_BREAK}{'millions' if abs(self.value) >= 2 else 'million'} d’euros"
        return self.short if self.unit == Unit.PERCENT else self.digits

    @property
    def sentence_value(self):
        """The value and its precision in a sentence: « moins de 0,1 % ».

        One in n keeps its precision apart: « près d’un jeune sur 2 » has it before « un ».
        """
        if not self.qualifier or self.unit == Unit.ONE_IN:
            return self.in_words
        return f"{self.qualifier} {self.in_words}"

    @property
    def proportion(self):
        """The share of a whole, from 0 to 1; None for what isn't one.

        >>> Quantity(Decimal(70), Unit.PERCENT).proportion
        Decimal('0.7')
        """
        if not _is_share(self):
            return None
        return self.value / 100 if self.unit == Unit.PERCENT else 1 / self.value


def _is_share(quantity):
    if quantity.unit == Unit.PERCENT:
        return 0 <= quantity.value <= 100
    return quantity.unit == Unit.ONE_IN and quantity.value >= 1


def french_digits(value):
    """Write a Decimal in digits: comma, thin spaces, no idle zero, never an exponent.

    >>> french_digits(Decimal("10531.000"))
    '10\\u202f531'
    >>> french_digits(Decimal("-1.2E+4")), french_digits(Decimal("1E-7"))
    ('−12\\u202f000', '0,0000001')
    """
    whole, _, decimals = f"{value.copy_abs():f}".partition(".")
    decimals = decimals.rstrip("0")
    sign = "−" if value < 0 else ""
    return f"{sign}{_grouped(whole)}{',' if decimals else ''}{decimals}"


def _grouped(whole):
    head = len(whole) % 3
    groups = [whole[:head]] if head else []
    return THOUSANDS.join(groups + [whole[start : start + 3] for start in range(head, len(whole), 3)])


def ratio(a, b, decimals):
    """Divide one Quantity by another of the same unit, rounded half up.

    >>> euros = Quantity(Decimal(180), Unit.MILLION_EURO)
    >>> ratio(euros, Quantity(Decimal(100), Unit.MILLION_EURO), 1)
    Decimal('1.8')
    """
    return _rounded(_exact_ratio(a, b), decimals)


def formula(a, b, decimals):
    """Say how a ratio was made; « ≈ » instead of « = » when rounding changed it.

    >>> formula(Quantity(Decimal(180), Unit.MILLION_EURO), Quantity(Decimal(100), Unit.MILLION_EURO), 1)
    '180\\xa0M€ ÷ 100\\xa0M€ = 1,8'
    >>> formula(Quantity(Decimal(2)), Quantity(Decimal(3)), 2)
    '2 ÷ 3 ≈ 0,67'
    """
    exact = _exact_ratio(a, b)
    result = _rounded(exact, decimals)
    return f"{a.short} ÷ {b.short} {'=' if Fraction(result) == exact else '≈'} {french_digits(result)}"


def _exact_ratio(a, b):
    if a.unit != b.unit:
        raise ValueError(f"Ces deux valeurs n’ont pas la même unité\u00a0: {a.short} et {b.short}.")
    if not b.value or (a.unit == Unit.ONE_IN and not a.value):
        raise ValueError(f"Un calcul ne se fait pas avec zéro\u00a0: {a.short} ÷ {b.short}.")
    return _magnitude(a) / _magnitude(b)


def _magnitude(quantity):
    value = Fraction(quantity.value)
    return 1 / value if quantity.unit == Unit.ONE_IN else value


def _rounded(exact, decimals):
    units = floor(abs(exact) * 10**decimals + Fraction(1, 2))
    return Decimal(units if exact >= 0 else -units).scaleb(-decimals)
