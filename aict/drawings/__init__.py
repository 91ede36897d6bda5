"""Pictures of a figure, computed from its value: exact, or not drawn at all.

Every drawing comes with a caption that says in words what one shape is worth. Geometry
only: no database, no HTML (that is `components/drawing.html`).
"""

from django.db.models import TextChoices

from aict.drawings.comparisons import bars, doubling, half_discs
from aict.drawings.counts import discs, hemicycle, pairs
from aict.drawings.shapes import Drawing
from aict.drawings.shares import one_in, people, squares
from aict.drawings.subject import Subject, is_drawable

__all__ = ["Drawing", "PictureKind", "draw"]


class PictureKind(TextChoices):
    NONE = "none", "aucune"
    PAIRS = "pairs", "paires"
    HEMICYCLE = "hemicycle", "hémicycle"
    SQUARES = "squares", "carrés, part d’un tout"
    HALF_DISCS = "half_discs", "deux demi-disques comparés"
    DOUBLING = "doubling", "doublement"
    DISCS = "discs", "disques"
    BARS = "bars", "deux barres à la même échelle"
    PEOPLE = "people", "dix personnes"
    ONE_IN = "one_in", "un sur n"


DRAWERS = {
    PictureKind.PAIRS: pairs,
    PictureKind.HEMICYCLE: hemicycle,
    PictureKind.SQUARES: squares,
    PictureKind.HALF_DISCS: half_discs,
    PictureKind.DOUBLING: doubling,
    PictureKind.DISCS: discs,
    PictureKind.BARS: bars,
    PictureKind.PEOPLE: people,
    PictureKind.ONE_IN: one_in,
}


def draw(kind, quantity, *, counted="", other=None, other_counted=""):
    """Return the Drawing of `quantity`, or None where none would be honest.

    `counted` is what the figure counts, as its caption says it: « partenariats » for a number,
    « subventions » or « investis » for a sum, the whole with its article for a share (« le revenu
    national brut »), « l’aide » for a doubling. `other` is the figure compared with; for squares,
    the share to draw when `quantity` isn't one.
    """
    drawer = DRAWERS.get(kind)
    if drawer is None or not is_drawable(quantity):
        return None
    counted, other_counted = (words.strip().replace("'", "’") for words in (counted, other_counted))
    return drawer(Subject(quantity, counted, other if is_drawable(other) else None, other_counted))
