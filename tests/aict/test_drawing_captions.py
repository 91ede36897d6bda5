from decimal import Decimal

import pytest

from aict.drawings import PictureKind, draw
from aict.quantities import Qualifier, Quantity, Unit

MILLION = Unit.MILLION_EURO
INITIAL = [
    (
        PictureKind.PAIRS,
        Quantity(Decimal(10531)),
        {"counted": "partenariats"},
        "Une paire vaut 100\u00a0partenariats\u00a0: 105 paires, et le premier tiers d’une autre.",
    ),
    (
        PictureKind.HEMICYCLE,
        Quantity(Decimal(140)),
        {"counted": "pays"},
        "Un point vaut un pays\u00a0: 140 points, en hémicycle.",
    ),
    (
        PictureKind.SQUARES,
        Quantity(Decimal(4729)),
        {"other": Quantity(Decimal(15), "%", "près de"), "other_counted": "l’ensemble des collectivités"},
        "100 carrés pour l’ensemble des collectivités\u00a0: près de 15 sont pleins.",
    ),
    (
        PictureKind.HALF_DISCS,
        Quantity(Decimal(8150)),
        {
            "counted": "collectivités ou gouvernements locaux étrangers",
            "other": Quantity(Decimal(4729)),
            "other_counted": "collectivités françaises",
        },
        (
            "Deux demi-disques de surfaces proportionnelles\u00a0: à gauche les 4\u202f729 collectivités françaises, "
            "à droite les 8\u202f150 collectivités ou gouvernements locaux étrangers."
        ),
    ),
    (
        PictureKind.SQUARES,
        Quantity(Decimal("0.55"), Unit.PERCENT),
        {"counted": "le revenu national brut entier"},
        (
            "200 carrés pour le revenu national brut entier\u00a0: "
            "un carré plein et le dixième d’un autre en font 0,55\u00a0%."
        ),
    ),
    (
        PictureKind.DOUBLING,
        Quantity(Decimal(17), MILLION),
        {"counted": "l’aide"},
        "Un demi-disque, puis deux\u00a0: l’aide double, jusqu’à 17\u00a0millions d’euros.",
    ),
    (
        PictureKind.DISCS,
        Quantity(Decimal(100), MILLION, Qualifier.LITTLE_MORE_THAN),
        {"counted": "investis"},
        "Un disque vaut un million d’euros\u00a0: 100 disques pleins, et «\u00a0un peu plus\u00a0» en pointillé.",
    ),
    (
        PictureKind.BARS,
        Quantity(Decimal(180), MILLION, Qualifier.NEARLY),
        {"counted": "de subventions", "other": Quantity(Decimal(100), MILLION), "other_counted": "investis"},
        (
            "Deux barres à la même échelle\u00a0: 100\u00a0millions d’euros investis, "
            "près de 180\u00a0millions d’euros de subventions."
        ),
    ),
    (PictureKind.PEOPLE, Quantity(Decimal(70), Unit.PERCENT), {}, "Dix personnes\u00a0: sept sont pleines."),
    (
        PictureKind.ONE_IN,
        Quantity(Decimal(2), Unit.ONE_IN, Qualifier.NEARLY),
        {"counted": "jeunes"},
        "Deux jeunes\u00a0: près d’un sur deux, le premier, est plein.",
    ),
]


@pytest.mark.parametrize(("kind", "quantity", "details", "caption"), INITIAL)
def test_the_ten_figures_have_their_drawing_and_its_words(kind, quantity, details, caption):
    assert draw(kind, quantity, **details).caption == caption


@pytest.mark.parametrize(
    ("kind", "quantity", "details", "caption"),
    [
        (
            PictureKind.PAIRS,
            Quantity(Decimal(12)),
            {"counted": "élues"},
            "Autant de paires que d’élues\u00a0: 12 paires.",
        ),
        (
            PictureKind.PAIRS,
            Quantity(Decimal(99950)),
            {"counted": "élus"},
            "Une paire vaut 1\u202f000\u00a0élus\u00a0: 99 paires, et le début d’une autre pour le reste (950).",
        ),
        (
            PictureKind.HEMICYCLE,
            Quantity(Decimal(195), Unit.NUMBER, Qualifier.NEARLY),
            {"counted": "pays"},
            (
                "Un point vaut 2\u00a0pays\u00a0: 97 points, en hémicycle, et un plus petit pour le reste (1), "
                "pour près de 195 pays."
            ),
        ),
        (
            PictureKind.PEOPLE,
            Quantity(Decimal(75), Unit.PERCENT, Qualifier.NEARLY),
            {},
            "Dix personnes\u00a0: sept sont pleines, et la moitié d’une autre, soit près de 75\u00a0%.",
        ),
        (
            PictureKind.SQUARES,
            Quantity(Decimal("0.05"), Unit.PERCENT),
            {"counted": "le budget"},
            "1\u202f000 carrés pour le budget\u00a0: la moitié d’un seul en fait 0,05\u00a0%.",
        ),
        (
            PictureKind.ONE_IN,
            Quantity(Decimal(3), Unit.ONE_IN),
            {"counted": "communes"},
            "Trois communes\u00a0: une sur trois, la première, est pleine.",
        ),
        (
            PictureKind.ONE_IN,
            Quantity(Decimal(4), Unit.ONE_IN),
            {"counted": "étudiants"},
            "Quatre silhouettes\u00a0: la première est pleine, soit 1\u00a0sur\u00a04.",
        ),
        (
            PictureKind.DOUBLING,
            Quantity(Decimal(10531)),
            {"counted": "partenariats"},
            "Un demi-disque, puis deux\u00a0: deux fois plus de partenariats, jusqu’à 10\u202f531.",
        ),
        (
            PictureKind.BARS,
            Quantity(Decimal(180), MILLION, Qualifier.NEARLY),
            {"counted": "subventions", "other": Quantity(Decimal(100), MILLION), "other_counted": "euros"},
            (
                "Deux barres à la même échelle\u00a0: 100\u00a0millions d’euros, "
                "près de 180\u00a0millions d’euros de subventions."
            ),
        ),
    ],
)
def test_a_changed_value_changes_the_words(kind, quantity, details, caption):
    assert draw(kind, quantity, **details).caption == caption
