"""Compiles portal/locale/, our French for what the libraries leave in English: `make catalogue`."""

from pathlib import Path

import polib

FOLDER = Path(__file__).resolve().parent.parent / "portal/locale/fr/LC_MESSAGES"


def compiled(path):
    """Return what a catalogue compiles into, as bytes."""
    return polib.pofile(str(path)).to_binary()


def main():
    for path in sorted(FOLDER.glob("*.po")):
        path.with_suffix(".mo").write_bytes(compiled(path))


if __name__ == "__main__":
    main()
