"""Where made cards lie: one file a page, in DATA_DIR/cards, made when it is asked for first."""

from portal.cards.said import PRESS
from portal.printing.store import Store

STORE = Store("cards")


def fetch(key, version, data):
    """Return the card of a page in PNG; of ten that ask at once, one makes it and the others wait for it."""
    kept = STORE.path / f"{key}-{version}.png"
    if not kept.exists():
        with STORE.turn():
            if not kept.exists():
                _make(kept, key, data)
    return kept.read_bytes()


def _make(kept, key, data):
    """Make a card, and forget what the page said before."""
    content, _ = PRESS.make(data, format="png", ppi=72)
    STORE.write(kept.name, content)
    for old in STORE.path.glob(f"{key}-*.png"):
        if old != kept:
            old.unlink(missing_ok=True)
