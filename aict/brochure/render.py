"""Pages made by typst from the data of the brochure. Nothing here knows the database."""

import hashlib
import io
import json
import threading
from functools import cache
from pathlib import Path
from typing import NamedTuple

import typst
from PIL import Image

FOLDER = Path(__file__).parent
TEMPLATES = FOLDER / "typst"
# The cover on a screen; an A4 sheet is 210 mm wide.
COVER_WIDTH, COVER_HEIGHT = 600, 849
COVER_PPI = COVER_WIDTH / 210 * 25.4
# A typst compiler keeps what it was last asked: one question at a time.
_turn = threading.Lock()


class Made(NamedTuple):
    """A brochure, how many pages it has, and its chapters: dicts of `title` and `page`."""

    pdf: bytes
    pages: int
    chapters: list


@cache
def compiler():
    """Return the compiler of this process, with our fonts and those within typst, and nothing of the machine."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FOLDER / "fonts")])
    return typst.Compiler(TEMPLATES / "brochure.typ", root=TEMPLATES, font_paths=fonts, ignore_system_fonts=True)


@cache
def fingerprint():
    """Digest of what makes other pages of the same data: the templates, the fonts and typst itself."""
    sources = sorted([*TEMPLATES.glob("*.typ"), *(FOLDER / "fonts").glob("*.ttf")])
    digest = hashlib.sha256(typst.__version__.encode())
    for source in sources:
        digest.update(source.read_bytes())
    return digest.hexdigest()


def make(data):
    """Return the brochure that says `data` as a Made; the compiler refuses whatever is not PDF/UA-1."""
    with _turn:
        pdf = compiler().compile(sys_inputs={"data": json.dumps(data)}, format="pdf", pdf_standards=["ua-1"])
        summary = json.loads(compiler().query("<summary>", field="value", one=True))
    return Made(pdf, summary["pages"], summary["chapters"])


def make_cover(data):
    """Return the first page as a picture for screens, in WebP."""
    with _turn:
        inputs = {"data": json.dumps(data), "part": "cover"}
        png = compiler().compile(sys_inputs=inputs, format="png", ppi=COVER_PPI)
    picture = io.BytesIO()
    with Image.open(io.BytesIO(png)) as drawn:
        drawn.convert("RGB").save(picture, "WEBP", quality=80)
    return picture.getvalue()
