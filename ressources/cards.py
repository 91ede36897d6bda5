"""What the cards of resources show: a picture of each, and what it holds in a few words; read at once for all."""

from collections import namedtuple

from portal.models import PortalDocument, PortalImage
from portal.templatetags.files import duration_in_words, file_size
from ressources.kinds import Kind

Poster = namedtuple("Poster", "url width height")


def dress(resources):
    """Give each of `resources` its `photograph` (an image), its `poster` (a Poster) or neither, and its `details`."""
    images = _first(resources, Kind.PHOTO, "photos", lambda value: value["image"]["image"], PortalImage)
    documents = _first(resources, Kind.TEXT, "files", lambda value: value.get("document"), PortalDocument)
    for resource in resources:
        document = documents.get(resource.pk)
        resource.photograph = images.get(resource.pk)
        resource.poster = _poster(resource, document)
        resource.details = ", ".join(_details(resource, document))


def _first(resources, kind, stream, key, model):
    """Return the first `model` of the stream of each resource of this kind, by primary key of the resource."""
    keys = {}
    for resource in resources:
        raw = list(getattr(resource, stream).raw_data) if resource.kind == kind else []
        found = next((key(block["value"]) for block in raw if block["value"] and key(block["value"])), None)
        if found:
            keys[resource.pk] = found
    records = model.objects.in_bulk(set(keys.values())) if keys else {}
    return {pk: records[key] for pk, key in keys.items() if key in records}


def _poster(resource, document):
    recording = resource.recording
    if resource.kind == Kind.FILM and recording and recording.thumbnail:
        return Poster(recording.poster_url, recording.width or 1280, recording.height or 720)
    if document and document.cover:
        return Poster(document.cover_url, document.cover_width, document.cover_height)
    return None


def _details(resource, document):
    """Return what there is to know before opening: « 12 photos », « 6 secondes », « sous-titrée », « PDF »."""
    if resource.kind == Kind.PHOTO:
        number = len(resource.photos.raw_data)
        yield f"{number} photo{'s' if number > 1 else ''}"
    if resource.kind in (Kind.SOUND, Kind.FILM) and resource.recording:
        yield from _recording(resource.recording)
    if document:
        yield document.file_extension.upper()
        if document.file_size:
            yield file_size(document.file_size)
    if resource.language != "fr":
        yield f"en {resource.get_language_display()}"


def _recording(recording):
    if recording.duration:
        yield duration_in_words(recording.duration)
    if recording.type == "video" and recording.captions:
        yield "sous-titrée"
    elif recording.transcript:
        yield "transcription"
