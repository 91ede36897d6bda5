"""Where made brochures lie: one file per version of the content, in DATA_DIR/brochure.

A version is named by the digest of what it says. Files are written aside, then renamed: a reader
finds a whole one or none. `current.json` says which was made or asked for last, `failure.json`
what went wrong since.
"""

import hashlib
import json
import logging
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field

from aict.brochure import render
from portal.printing.store import Store

logger = logging.getLogger(__name__)

STORE = Store("brochure")
KEPT = 4
# A version that could not be made is not tried again at once.
PATIENCE = 60


class Unavailable(Exception):
    """No brochure could be made, and none was made before."""


@dataclass(frozen=True)
class Copy:
    """A made brochure: its version, what it weighs, its chapters, the day of its content, when it was made first."""

    digest: str
    size: int
    pages: int
    date: str
    made_at: int
    chapters: list = field(default_factory=list)

    def read(self, suffix=".pdf"):
        return (STORE.path / f"{self.digest}{suffix}").read_bytes()


def current():
    """Return the Copy made or asked for last, or None; it reads one small file, and never makes anything."""
    return _copy("current")


def failure():
    """Return what went wrong since the last Copy: a dict of `digest`, `at` (seconds) and `message`; or None."""
    return _read("failure")


def digest_of(data):
    """Return the version of a content: that of its words and figures, and of the templates that set them."""
    said = json.dumps(data, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{render.fingerprint()}{said}".encode()).hexdigest()[:32]


def fetch(build):
    """Return the Copy of what `build()` says now, made if need be; the last good one if that fails.

    Of ten that ask at once, one makes it and the others wait for it.
    """
    digest = ""
    try:
        data = build()
        digest = digest_of(data)
        copy = _kept(digest) or _make_once(data, digest)
    except Exception as error:
        if not isinstance(error, Unavailable):
            _note_failure(digest, error)
        last = current()
        if last is None:
            raise Unavailable from error
        return last
    (STORE.path / "failure.json").unlink(missing_ok=True)
    return copy


def picture(copy):
    """Return the first page of a Copy for a screen, made the first time that it is asked for."""
    path = STORE.path / f"{copy.digest}.webp"
    if not path.exists():
        STORE.write(path.name, render.make_cover(json.loads(copy.read(".data"))))
    return path.read_bytes()


def _note_failure(digest, error):
    logger.error("La plaquette n’a pas pu être faite ; la dernière bonne reste en ligne.", exc_info=error)
    with suppress(OSError):
        STORE.write("failure.json", _as_json({"digest": digest, "at": int(time.time()), "message": str(error)}))


def _kept(digest):
    """Return the Copy of a version that was made before, now the current one; else None."""
    copy = _copy(digest)
    if copy and current() != copy:
        STORE.write("current.json", _as_json(asdict(copy)))
    return copy


def _make_once(data, digest):
    with STORE.turn():
        return _kept(digest) or _make(data, digest)


def _make(data, digest):
    known = failure()
    if known and known["digest"] == digest and time.time() - known["at"] < PATIENCE:
        raise Unavailable(known["message"])
    made = render.make(data)
    copy = Copy(digest, len(made.pdf), made.pages, data["cover"]["date"], int(time.time()), made.chapters)
    STORE.write(f"{digest}.data", _as_json(data))
    STORE.write(f"{digest}.pdf", made.pdf)
    STORE.write(f"{digest}.json", _as_json(asdict(copy)))
    STORE.write("current.json", _as_json(asdict(copy)))
    _clear()
    return copy


def _copy(name):
    fields = _read(name)
    if not fields or not (STORE.path / f"{fields['digest']}.pdf").exists():
        return None
    return Copy(**fields)


def _read(name):
    try:
        return json.loads((STORE.path / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _as_json(fields):
    return json.dumps(fields, ensure_ascii=False).encode()


def _clear():
    """Forget the oldest versions."""
    versions = sorted(STORE.path.glob("*.pdf"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in versions[KEPT:]:
        for path in STORE.path.glob(f"{old.stem}.*"):
            path.unlink(missing_ok=True)
