"""Pictures: those of posters are checked, and the place where a photograph was taken is forgotten."""

import io
import struct

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, UnidentifiedImageError

POSTERS = {"JPEG": {"jpg", "jpeg"}, "PNG": {"png"}, "WEBP": {"webp"}}
NOT_A_POSTER = "Cette image n’est pas lisible. Envoyez un fichier JPEG, PNG ou WebP."
TOO_MANY_POINTS = "Cette image a trop de points : {most} au plus en largeur et en hauteur."
POSTER_SIDE = 6000

# Of the EXIF of a photograph: the directory of its place.
GPS = 0x8825
APP1, SCAN, END = 0xE1, 0xDA, 0xD9
EXIF = b"Exif\0\0"


def check_poster(file):
    """Refuse a poster that is no picture, that is not what its name says, or that would fill the memory."""
    file.seek(0)
    try:
        with Image.open(file) as picture:
            if max(picture.size) > POSTER_SIDE:
                raise ValidationError(TOO_MANY_POINTS.format(most=POSTER_SIDE))
            if file.name.rpartition(".")[2].lower() not in POSTERS.get(picture.format, ()):
                raise ValidationError(NOT_A_POSTER)
            picture.load()
    except Image.DecompressionBombError as error:
        raise ValidationError(TOO_MANY_POINTS.format(most=POSTER_SIDE)) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise ValidationError(NOT_A_POSTER) from error
    finally:
        file.seek(0)


def without_place(file):
    """Return the picture as a ContentFile that does not say where it was taken; None if it already does not.

    A JPEG keeps its points to the bit; the other formats are written again, at their best.
    """
    file.seek(0)
    data = file.read()
    file.seek(0)
    if data[:2] == b"\xff\xd8":
        clean = b"\xff\xd8" + b"".join(_segments(data))
        return ContentFile(clean, name=file.name) if clean != data else None
    with Image.open(io.BytesIO(data)) as picture:
        exif = picture.getexif()
        if GPS not in exif and not _tells_place(picture.info.get("xmp", b"")):
            return None
        exif.pop(GPS, None)
        output = io.BytesIO()
        best = {"lossless": True} if picture.format == "WEBP" else {}
        picture.save(output, picture.format, exif=exif, icc_profile=picture.info.get("icc_profile"), xmp=b"", **best)
    return ContentFile(output.getvalue(), name=file.name)


def _segments(data):
    """Yield the segments of a JPEG after its first mark, those that tell a place without it."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] not in (SCAN, END):
        size = struct.unpack(">H", data[at + 2 : at + 4])[0]
        yield _segment(data[at + 1], data[at : at + 2 + size])
        at += 2 + size
    yield data[at:]


def _segment(mark, segment):
    content = segment[4:]
    if mark != APP1:
        return segment
    if not content.startswith(EXIF):
        return b"" if _tells_place(content) else segment
    exif = Image.Exif()
    try:
        exif.load(content)
        if GPS not in exif:
            return segment
        del exif[GPS]
        content = exif.tobytes()
    except (SyntaxError, ValueError, struct.error, OSError):
        return b""
    content = content if content.startswith(EXIF) else EXIF + content
    return b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content


def _tells_place(xmp):
    return b"GPS" in (xmp.encode() if isinstance(xmp, str) else xmp)
