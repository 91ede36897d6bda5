"""The file that holds a copy of the site; it is read whole and checked before anything of it is put back."""

import errno
import hashlib
import json
import os
import re
import tarfile
import zlib
from contextlib import suppress
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from portal.backup import rows
from portal.bin.archive import last_keys
from portal.obstacles import Obstacle
from portal.page_cache import generation
from portal.storage import StorageAway, put_back, stored_files

FORMAT = 1
MANIFEST = "manifest.json"
NAME = "portail-%Y-%m-%dT%H%M%S.tar.gz"
NAMES = re.compile(r"portail-(\d{4}-\d{2}-\d{2}T\d{6})\.tar\.gz")
DAMAGED = "Cette copie est abîmée ({trouble}) : rien n’a été touché. Prenez-en une autre."
UNREADABLE = "elle ne se lit pas jusqu’au bout"
OTHER_VERSION = (
    "Cette copie vient d’une autre version : installez celle du {date}{commit}, restaurez, puis mettez à jour."
)
NEWER_DATABASE = (
    "La base vient d’une version plus récente que le programme : rien n’a été touché. Refaites-la vide"
    " (dropdb, createdb : deploy/README.md, « Revenir en arrière »), puis recommencez."
)
NOT_EMPTY = "Ce site a déjà un contenu : ajoutez « --replace » pour le remplacer par celui de la copie."
CHUNK = 1 << 20


def write(folder, scratch):
    """Write a copy of the site in `folder`, through files in `scratch`; return its path. What was there is kept.

    Only its owner may read it: it holds secrets. Of a copy that could not be ended, nothing stays.
    """
    now = timezone.now()
    draft = folder / f".{now.strftime(NAME)}"
    own = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(own, "wb") as file:
            _write(file, scratch, now)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft.replace(folder / now.strftime(NAME))


def _write(target, scratch, now):
    checksums, counts = {}, {}
    with tarfile.open(fileobj=target, mode="w:gz", compresslevel=4) as archive, rows.snapshot() as alias:
        for model in rows.models():
            name = f"rows/{model._meta.label_lower}.jsonl"
            path = scratch / "rows"
            with path.open("w", encoding="utf-8") as file:
                counts[model._meta.label_lower] = sum(bool(file.write(line)) for line in rows.read(model, alias))
            checksums[name] = _add(archive, path, name)
        for name in sorted(stored_files()):
            # Deleted since the list was made, by an editor: the copy goes on without it.
            with suppress(FileNotFoundError):
                checksums[f"media/{name}"] = _add(archive, _fetched(name, scratch / "file"), f"media/{name}")
        manifest = {"format": FORMAT, "made_at": now.isoformat(), "commit": commit(settings.BASE_DIR)}
        manifest["migrations"] = rows.migrations()
        path = scratch / MANIFEST
        path.write_text(json.dumps(manifest | {"counts": counts, "sha256": checksums}, indent=1), encoding="utf-8")
        archive.add(path, MANIFEST)


def commit(folder):
    """Return the version of the code in `folder`, as git notes it; empty where git keeps it otherwise, or is not."""
    try:
        head = (folder / ".git/HEAD").read_text().strip()
        return (folder / ".git" / head[5:]).read_text().strip() if head.startswith("ref: ") else head
    except OSError:
        return ""


def check(path, scratch):
    """Unpack a copy into `scratch` and return its manifest; Obstacle, before anything is touched, if a bit is wrong."""
    try:
        with tarfile.open(path, "r:gz") as archive:
            _unpack(archive, scratch)
        manifest = json.loads((scratch / MANIFEST).read_text(encoding="utf-8"))
        checksums = manifest["sha256"]
    except (OSError, EOFError, ValueError, KeyError, tarfile.TarError, zlib.error) as error:
        # That of the disk, which has no room or may not be read: the copy has nothing to do with it.
        if getattr(error, "errno", None) not in (None, errno.ENOENT):
            raise
        raise Obstacle(DAMAGED.format(trouble=UNREADABLE)) from error
    found = {str(PurePosixPath(p.relative_to(scratch))) for p in scratch.rglob("*") if p.is_file()} - {MANIFEST}
    if found != checksums.keys():
        raise Obstacle(DAMAGED.format(trouble="il y manque un fichier, ou il y en a un de trop"))
    for name, checksum in checksums.items():
        if _sha256(scratch / name) != checksum:
            raise Obstacle(DAMAGED.format(trouble=name))
    if manifest["format"] != FORMAT or not rows.are_of_this_code(manifest["migrations"]):
        known = f" (git checkout {manifest['commit'][:10]})" if manifest.get("commit") else ""
        raise Obstacle(OTHER_VERSION.format(date=manifest["made_at"][:10], commit=known))
    return manifest


def _unpack(archive, folder):
    """Write the files of an archive into `folder`; nothing else of it, and nowhere else.

    The filters of tarfile say the same, but Python 3.11 has them from 3.11.4 on, and Debian 12 is at 3.11.2.
    """
    for member in archive:
        target = (folder / member.name).resolve()
        if not member.isfile() or folder.resolve() not in target.parents:
            raise tarfile.TarError(member.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.extractfile(member) as source, target.open("wb") as file:
            _copy(source, file)


def restore(path, scratch, prepare, replace=False):
    """Put a copy back, all or nothing; return its manifest. A site that has content is only replaced if asked.

    `prepare` brings the database to the schema of this code, once the copy is known to be good.
    """
    from portal.models import HomePage

    manifest = check(path, scratch)
    if rows.unknown(rows.migrations()):
        raise Obstacle(NEWER_DATABASE)
    try:
        found = set(stored_files())
    except StorageAway as error:
        raise Obstacle(f"{error}. Rien n’a été touché.") from error
    prepare()
    if not replace and (HomePage.objects.exists() or found):
        raise Obstacle(NOT_EMPTY)
    with transaction.atomic():
        rows.clear()
        for model in rows.models():
            with (scratch / f"rows/{model._meta.label_lower}.jsonl").open(encoding="utf-8") as lines:
                number = rows.write(model, lines)
            if number != manifest["counts"][model._meta.label_lower]:
                raise Obstacle(DAMAGED.format(trouble=model._meta.label_lower))
        rows.reset_sequences()
        rows.number_after(last_keys())
        generation.mark()
    _restore_files(scratch / "media", found)
    return manifest


class _Unpacked(File):
    """A file of the copy: a disk takes it by its new name alone, so that nothing of it is written twice."""

    def temporary_file_path(self):
        return self.name


def _restore_files(folder, found):
    wanted = {str(PurePosixPath(path.relative_to(folder))) for path in folder.rglob("*") if path.is_file()}
    for name in found - wanted:
        default_storage.delete(name)
    for name in sorted(wanted):
        with (folder / name).open("rb") as file:
            put_back(name, _Unpacked(file))


def _fetched(name, path):
    """Write a file that was sent in `path`, and return it."""
    with default_storage.open(name) as source, path.open("wb") as target:
        _copy(source, target)
    return path


def _add(archive, path, name):
    archive.add(path, name)
    return _sha256(path)


def _copy(source, target):
    while chunk := source.read(CHUNK):
        target.write(chunk)


def _sha256(path):
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
