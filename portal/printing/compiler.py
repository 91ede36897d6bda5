"""Typst with our fonts, for whatever the site prints. Nothing here knows the database."""

import hashlib
import json
import threading
from pathlib import Path

import typst

FONTS = Path(__file__).parent / "fonts"


class Press:
    """Makes documents and pictures of the data that a template reads in sys.inputs.data; `main` is its file.

    A typst compiler keeps what it was last asked: one question at a time.
    """

    def __init__(self, main):
        self.main = main
        self._turn = threading.Lock()
        self._compiler = None
        self._fingerprint = ""

    def make(self, data, read=None, **options):
        """Return what typst makes of `data`, and what it says of <`read`> if asked: (content, value)."""
        part = options.pop("part", "all")
        with self._turn:
            content = self.compiler().compile(sys_inputs={"data": json.dumps(data), "part": part}, **options)
            value = json.loads(self.compiler().query(f"<{read}>", field="value", one=True)) if read else None
        return content, value

    def compiler(self):
        """Return the compiler of this process, with our fonts and those within typst, and nothing of the machine."""
        if self._compiler is None:
            fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])
            self._compiler = typst.Compiler(
                self.main, root=self.main.parent, font_paths=fonts, ignore_system_fonts=True
            )
        return self._compiler

    def fingerprint(self):
        """Digest of what makes other pages of the same data: the templates, the fonts and typst itself."""
        if not self._fingerprint:
            digest = hashlib.sha256(typst.__version__.encode())
            for source in sorted([*self.main.parent.glob("*.typ"), *FONTS.glob("*.ttf")]):
                digest.update(source.read_bytes())
            self._fingerprint = digest.hexdigest()
        return self._fingerprint
