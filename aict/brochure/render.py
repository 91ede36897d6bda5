"""Pages made by typst from the data of the brochure. Nothing here knows the database."""

import io
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from portal.printing.compiler import Press

PRESS = Press(Path(__file__).parent / "typst" / "brochure.typ")
# The cover on a screen; an A4 sheet is 210 mm wide.
COVER_WIDTH, COVER_HEIGHT = 600, 849
COVER_PPI = COVER_WIDTH / 210 * 25.4


class Made(NamedTuple):
    """A brochure, how many pages it has, and its chapters: dicts of `title` and `page`."""

    pdf: bytes
    pages: int
    chapters: list


def fingerprint():
    """Digest of what makes other pages of the same data."""
    return PRESS.fingerprint()


def make(data):
    """Return the brochure that says `data` as a Made; the compiler refuses whatever is not PDF/UA-1."""
    pdf, summary = PRESS.make(data, read="summary", format="pdf", pdf_standards=["ua-1"])
    return Made(pdf, summary["pages"], summary["chapters"])


def make_cover(data):
    """Return the first page as a picture for screens, in WebP."""
    png, _ = PRESS.make(data, part="cover", format="png", ppi=COVER_PPI)
    picture = io.BytesIO()
    with Image.open(io.BytesIO(png)) as drawn:
        drawn.convert("RGB").save(picture, "WEBP", quality=80)
    return picture.getvalue()
