"""Photographs at addresses of their own, each size made when it is first asked for: a page of sixty opens at once."""

from collections import namedtuple

from django.urls import reverse
from wagtail.images.models import SourceImageIOError

from portal.addresses import absolute

# The sizes that have an address: how each is made of the original, None for the original itself.
SIZES = {
    "vignette": "fill-400x250-c50|format-webp",
    "vignette-double": "fill-800x500-c50|format-webp",
    "ecran": "max-1600x1600|format-webp",
    "petite": "max-800x800|format-jpeg",
    "moyenne": "max-1600x1600|format-jpeg",
    "grande": None,
}
# Those to download, with the longest side of each.
TO_DOWNLOAD = {"petite": 800, "moyenne": 1600, "grande": 0}

# How social networks show a picture.
SHARED_SIZE = "fill-1200x630|format-jpeg"

Size = namedtuple("Size", "label url width height")


def photo_url(image, size):
    """Address of an image in one of the SIZES, which stays when the file is replaced."""
    ending = SIZES[size].rpartition("-")[2] if SIZES[size] else image.filename.rpartition(".")[2].lower()
    address = reverse("photo", args=[image.pk, size, f"photo.{ending}"])
    return f"{address}?v={image.file_hash[:12]}" if image.file_hash else address


def address_in_size(image, spec):
    """Return the absolute address of an image made as `spec` says; "" if its file cannot be read now."""
    try:
        return absolute(image.get_rendition(spec).url)
    except SourceImageIOError:
        return ""


def sizes(image):
    """Return the Sizes in which an image may be downloaded; a small one is never enlarged."""
    found = []
    for label, side in TO_DOWNLOAD.items():
        scale = min(side / max(image.width, image.height), 1) if side else 1
        found.append(Size(label, photo_url(image, label), round(image.width * scale), round(image.height * scale)))
    return found
