"""Addresses of files: documents, recordings and their parts, pictures."""

import re

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from portal.file_access import may_write, refusal
from portal.models import PortalDocument, PortalImage, PortalMedia, PortalRendition
from portal.models.recordings import PARTS, media_type
from portal.photos import SIZES
from portal.ranges import CHECKED, FOREVER, serve_file
from portal.storage import StorageAway

SHOWN_INSIDE = {"application/pdf"}


@require_safe
def document(request, key, name):
    """A document: its address holds whatever its file is replaced by, and the name that it ends with is free."""
    found = get_object_or_404(PortalDocument, pk=key)
    refused = refusal(request, found)
    if refused:
        return refused
    kind = media_type(found.filename)
    is_downloaded = "telecharger" in request.GET or kind not in SHOWN_INSIDE
    return _serve(request, found.file, kind, etag=found.file_hash, name=_named(found), as_attachment=is_downloaded)


@require_safe
def document_cover(request, key, name):
    """The picture of the first page of a document."""
    found = get_object_or_404(PortalDocument, pk=key)
    return refusal(request, found) or _serve(request, found.cover, media_type(found.cover.name))


@require_safe
def recording(request, key, part, name):
    """A part of a recording (portal.models.recordings.PARTS); kept for ever at an address that tells its content."""
    found = get_object_or_404(PortalMedia, pk=key)
    file = getattr(found, PARTS.get(part, ""), None)
    refused = refusal(request, found)
    if refused:
        return refused
    digest = found.digests.get(part, "")
    is_dated = bool(digest) and request.GET.get("v") == digest
    return _serve(
        request,
        file,
        media_type(file.name if file else ""),
        etag=digest,
        name=_named(found, file),
        as_attachment="telecharger" in request.GET,
        cache=FOREVER if is_dated else CHECKED,
    )


@require_safe
def photo(request, key, size, name):
    """An image in one of the sizes of portal.photos, made now if nobody asked for it before."""
    found = get_object_or_404(PortalImage, pk=key)
    if size not in SIZES:
        raise Http404
    refused = refusal(request, found)
    if refused:
        return refused
    file = found.get_rendition(SIZES[size]).file if SIZES[size] else found.file
    digest = found.file_hash[:12]
    is_dated = bool(digest) and request.GET.get("v") == digest
    return _serve(
        request,
        file,
        media_type(file.name),
        etag=f"{found.file_hash}-{size}",
        name=file_name(f"{found.title}, {size}", file.name.rpartition(".")[2].lower()),
        as_attachment="telecharger" in request.GET,
        cache=FOREVER if is_dated else CHECKED,
    )


@require_safe
def stored(request, path):
    """A stored file by its own path: pictures that something public shows; the rest is for those who write the site."""
    try:
        # A folder is there too: only a file opens.
        default_storage.open(path).close()
    except StorageAway:
        raise
    except (SuspiciousFileOperation, ValueError, OSError) as error:
        raise Http404 from error
    picture = _picture_at(path)
    if picture is None and not may_write(request.user):
        raise Http404
    refused = picture and refusal(request, picture)
    return refused or _serve(request, _Stored(path), media_type(path))


class _Stored:
    """A file known by its path alone."""

    def __init__(self, path):
        self.name, self.storage, self.size = path, default_storage, default_storage.size(path)


def _picture_at(path):
    """Return the image of which the file at `path` is the original or one of the sizes, or None."""
    size = PortalRendition.objects.filter(file=path).select_related("image__collection").first()
    return size.image if size else PortalImage.objects.filter(file=path).select_related("collection").first()


def _serve(request, file, kind, **options):
    if not file or not file.storage.exists(file.name):
        raise Http404
    return serve_file(request, file, content_type=kind, **options)


def _named(asset, file=None):
    """Return what a file is called once downloaded: its title, and what kind of file it is."""
    return file_name(asset.title, (file or asset.file).name.rpartition(".")[2].lower())


def file_name(title, ending):
    """Return a name of file that every system accepts, and that a French reader recognises.

    >>> file_name("Plaquette : l’action, c’est quoi ?", "pdf")
    'Plaquette - l’action, c’est quoi.pdf'
    >>> file_name("…/..|x", "vtt"), file_name("?", "mp4")
    ('… - .. - x.vtt', 'fichier.mp4')
    """
    words = re.sub(r"\s*[/\\:|<>]+\s*", " - ", re.sub(r'[\x00-\x1f\x7f"*?]', "", title))
    return f"{' '.join(words.split())[:120].strip(' .-') or 'fichier'}.{ending}"
