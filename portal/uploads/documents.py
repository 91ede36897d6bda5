"""Documents: a PDF that opens, an office file that is one, a text without markup; and what a PDF says of itself."""

import io
import re
import zipfile
import zlib
from contextlib import closing
from pathlib import PurePath
from typing import NamedTuple

import pypdfium2
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from pypdfium2.raw import FPDFCatalog_IsTagged

from portal.uploads.room import check_room, is_kept

# What an archive may weigh once open, what it may hold, and how many times its size on disk it may weigh.
OPEN_SIZE = 500 * 1024 * 1024
ENTRIES = 10_000
RATIO = 200
COVER_WIDTH = 800
# A page may be a ribbon of any length: no picture is made higher.
COVER_HEIGHT = 3200

# The entry that an office file is known by, and what it begins with if that matters.
OFFICE = {
    "docx": ("word/document.xml", b""),
    "xlsx": ("xl/workbook.xml", b""),
    "pptx": ("ppt/presentation.xml", b""),
    "odt": ("mimetype", b"application/vnd.oasis.opendocument.text"),
    "ods": ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
    "odp": ("mimetype", b"application/vnd.oasis.opendocument.presentation"),
}
MARKUP = re.compile(rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|\?xml)", re.IGNORECASE)

BROKEN_PDF = "Ce PDF ne s’ouvre pas : il est abîmé, protégé par un mot de passe, ou n’en est pas un."
NOT_WHAT_IT_SAYS = "Le contenu de ce fichier n’est pas celui d’un .{kind}. Enregistrez-le de nouveau dans ce format."
TOO_MUCH = "Ce fichier compressé contient trop : 500 Mo et 10 000 fichiers au plus une fois ouvert."
HAS_MACROS = "Ce fichier contient des macros (un programme). Enregistrez-le sans elles."
HAS_MARKUP = "Ce fichier contient du code HTML ou un script : il n’est pas accepté comme texte."
NOT_TEXT = "Ce fichier n’est pas un texte lisible. Enregistrez-le en UTF-8."
UNREADABLE_PDF = (pypdfium2.PdfiumError, IndexError, ValueError)
ZIPPED_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


class PdfFacts(NamedTuple):
    pages: int
    is_tagged: bool
    cover: ContentFile


def check_document(file):
    """Refuse a document whose content is not what its name says, or may harm, or that has no room."""
    if is_kept(file):
        return
    check_room(file)
    kind = PurePath(file.name).suffix[1:].lower()
    file.seek(0)
    try:
        if kind == "pdf":
            _check_pdf(file)
        elif kind in OFFICE or kind == "zip":
            _check_archive(file, kind)
        elif kind in ("csv", "txt"):
            _check_text(file)
    finally:
        file.seek(0)


def pdf_facts(file):
    """Return the PdfFacts of a PDF: how many pages, whether it is tagged for readers, a picture of its first page.

    None for one that cannot be read.
    """
    file.seek(0)
    data = file.read()
    file.seek(0)
    try:
        return _pdf_facts(data)
    except UNREADABLE_PDF:
        return None


def _pdf_facts(data):
    with closing(pypdfium2.PdfDocument(data)) as pdf:
        with closing(pdf[0]) as page:
            scale = min(4, COVER_WIDTH / max(page.get_width(), 1), COVER_HEIGHT / max(page.get_height(), 1))
            with closing(page.render(scale=scale)) as bitmap:
                picture = bitmap.to_pil().convert("RGB")
        output = io.BytesIO()
        picture.save(output, "JPEG", quality=82, optimize=True)
        return PdfFacts(len(pdf), bool(FPDFCatalog_IsTagged(pdf)), ContentFile(output.getvalue()))


def _check_pdf(file):
    data = file.read()
    try:
        if not data.lstrip()[:5] == b"%PDF-":
            raise ValidationError(BROKEN_PDF)
        with closing(pypdfium2.PdfDocument(data)) as pdf, closing(pdf[0]):
            pass
    except UNREADABLE_PDF as error:
        raise ValidationError(BROKEN_PDF) from error


def _check_archive(file, kind):
    """Read an archive through, without keeping any of it: what its entries announce may be false."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if len(entries) > ENTRIES or _open_size(archive, entries, file.size) > OPEN_SIZE:
                raise ValidationError(TOO_MUCH)
            if kind in OFFICE and not _is_office(archive, kind):
                raise ValidationError(NOT_WHAT_IT_SAYS.format(kind=kind))
    except ZIPPED_UNREADABLE as error:
        raise ValidationError(NOT_WHAT_IT_SAYS.format(kind=kind)) from error
    if kind != "zip" and any(entry.filename.endswith("vbaProject.bin") for entry in entries):
        raise ValidationError(HAS_MACROS)


def _open_size(archive, entries, size):
    """Return what the archive weighs once open, or more than is allowed as soon as that is known."""
    announced = sum(entry.file_size for entry in entries)
    if announced > OPEN_SIZE or announced > max(size * RATIO, 10_000_000):
        return OPEN_SIZE + 1
    total = 0
    for entry in entries:
        with archive.open(entry) as content:
            while chunk := content.read(1 << 20):
                total += len(chunk)
                if total > OPEN_SIZE:
                    return total
    return total


def _is_office(archive, kind):
    name, beginning = OFFICE[kind]
    return name in archive.namelist() and archive.read(name).startswith(beginning)


def _check_text(file):
    data = file.read()
    if b"\0" in data:
        raise ValidationError(NOT_TEXT)
    if MARKUP.search(data[:100_000]):
        raise ValidationError(HAS_MARKUP)
