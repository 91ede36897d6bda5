"""The file that holds a copy of the site; it is read whole and checked before anything of it is put back."""

import hashlib
import json
import re
import tarfile
from pathlib import Path, PurePosixPath

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from portal.backup import rows
from portal.bin.archive import last_keys
from portal.obstacles import Obstacle
from portal.page_cache import generation

FORMAT = 1
MANIFEST = "manifest.json"
NAME = "portail-%Y-%m-%dT%H%M%S.tar.gz"
NAMES = re.compile(r"portail-(\d{4}-\d{2}-\d{2}T\d{6})\.tar\.gz")
DAMAGED = "Cette copie est abîmée ({trouble}) : rien n’a été touché. Prenez-en une autre."
OTHER_VERSION = "Cette copie vient d’une autre version : installez celle du {date}, restaurez, puis mettez à jour."
NOT_EMPTY = "Ce site a déjà un contenu : ajoutez « --replace » pour le remplacer par celui de la copie."
CHUNK = 1 << 20


def write(folder, scratch):
    """Write a copy of the site in `folder`, through files in `scratch`; return its path. What was there is kept."""
    now = timezone.now()
    checksums, counts = {}, {}
    draft = folder / f".{now.strftime(NAME)}"
    # Passwords, second factors, messages of visitors: for its owner alone, from its first byte on.
    draft.touch(mode=0o600)
    with tarfile.open(draft, "w:gz", compresslevel=4) as archive, rows.snapshot() as alias:
        for model in rows.models():
            name = f"rows/{model._meta.label_lower}.jsonl"
            path = scratch / "rows"
            with path.open("w", encoding="utf-8") as file:
                counts[model._meta.label_lower] = sum(bool(file.write(line)) for line in rows.read(model, alias))
            checksums[name] = _add(archive, path, name)
        for name in sorted(_files("")):
            path = scratch / "file"
            with default_storage.open(name) as source, path.open("wb") as target:
                _copy(source, target)
            checksums[f"media/{name}"] = _add(archive, path, f"media/{name}")
        manifest = {"format": FORMAT, "made_at": now.isoformat(), "migrations": rows.migrations()}
        path = scratch / MANIFEST
        path.write_text(json.dumps(manifest | {"counts": counts, "sha256": checksums}, indent=1), encoding="utf-8")
        archive.add(path, MANIFEST)
    return draft.replace(folder / now.strftime(NAME))


def check(path, scratch):
    """Unpack a copy into `scratch` and return its manifest; Obstacle, before anything is touched, if a bit is wrong."""
    try:
        with tarfile.open(path, "r:gz") as archive:
            _unpack(archive, scratch)
        manifest = json.loads((scratch / MANIFEST).read_text(encoding="utf-8"))
        checksums = manifest["sha256"]
    except (OSError, EOFError, ValueError, KeyError, tarfile.TarError) as error:
        raise Obstacle(DAMAGED.format(trouble=error or "illisible")) from error
    found = {str(PurePosixPath(p.relative_to(scratch))) for p in scratch.rglob("*") if p.is_file()} - {MANIFEST}
    if found != checksums.keys():
        raise Obstacle(DAMAGED.format(trouble="il y manque un fichier, ou il y en a un de trop"))
    for name, checksum in checksums.items():
        if _sha256(scratch / name) != checksum:
            raise Obstacle(DAMAGED.format(trouble=name))
    if manifest["format"] != FORMAT or manifest["migrations"] != rows.migrations():
        raise Obstacle(OTHER_VERSION.format(date=manifest["made_at"][:10]))
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


def restore(path, scratch, replace=False):
    """Put a copy back, all or nothing; return its manifest. A site that has content is only replaced if asked."""
    from portal.models import HomePage

    manifest = check(path, scratch)
    if not replace and (HomePage.objects.exists() or any(_files(""))):
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
    _restore_files(scratch / "media")
    return manifest


def _restore_files(folder):
    wanted = {str(PurePosixPath(path.relative_to(folder))) for path in folder.rglob("*") if path.is_file()}
    for name in set(_files("")) - wanted:
        default_storage.delete(name)
    for name in sorted(wanted):
        if default_storage.exists(name):
            default_storage.delete(name)
        with (folder / name).open("rb") as file:
            default_storage.save(name, File(file))


def _files(folder):
    """Yield the name of every file that was sent or made from those, whatever keeps them."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}{name}" for name in names)
    for name in folders:
        yield from _files(f"{folder}{name}/")


def _add(archive, path, name):
    archive.add(path, name)
    return _sha256(path)


def _copy(source, target):
    while chunk := source.read(CHUNK):
        target.write(chunk)


def _sha256(path):
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
