"""Files as editors send them, good and bad, made from those of the initial content."""

import io
import zipfile
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from portal.models import PortalDocument, PortalImage, PortalMedia

EXAMPLES = Path(settings.BASE_DIR) / "ressources" / "content" / "files"
# The place of the Eiffel Tower, as a camera writes it.
PLACE = {1: "N", 2: (48.0, 51.0, 29.6), 3: "E", 4: (2.0, 17.0, 40.2)}
GPS, MAKE = 0x8825, 0x010F


def content(name):
    return (EXAMPLES / name).read_bytes()


def sent(name, data=None):
    """A file as a form receives it: one of the examples, or `data`."""
    return SimpleUploadedFile(name, content(name) if data is None else data)


def film(**fields):
    return recording("video", "fil.mp4", **fields)


def sound(**fields):
    return recording("audio", "notes.mp3", **fields)


def recording(kind, name, captions="", **fields):
    """A recording that is kept; `captions` is the name of an example."""
    media = PortalMedia(type=kind, file=ContentFile(content(name), name=name), **{"title": "Essai"} | fields)
    if captions:
        media.captions = ContentFile(content(captions), name=captions)
    media.save()
    return media


def document(name="fiche.pdf", **fields):
    found = PortalDocument(**{"title": "Fiche"} | fields, file=ContentFile(content(name), name=name))
    found._set_document_file_metadata()
    found.save()
    return found


def image(data=None, name="fil.png", **fields):
    found = PortalImage(**{"title": "Dessin"} | fields, file=ContentFile(data or content(name), name=name))
    found._set_image_file_metadata()
    found.save()
    return found


def photograph(kind="JPEG", with_place=True):
    """A photograph as a telephone makes it: the make of the telephone and, unless told otherwise, the place."""
    picture, exif, output = Image.new("RGB", (64, 40), "#ffc633"), Image.Exif(), io.BytesIO()
    exif[MAKE] = "Appareil"
    if with_place:
        exif[GPS] = PLACE
    picture.save(output, kind, exif=exif)
    return output.getvalue()


def archive(entries):
    """A zip file of these entries, by name."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries.items():
            file.writestr(name, data)
    return output.getvalue()
