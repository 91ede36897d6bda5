"""Sounds and films: what they hold and measure, read in the file itself."""

from pathlib import PurePath
from typing import NamedTuple

from django.core.exceptions import ValidationError
from pymediainfo import MediaInfo

from portal.uploads.room import check_room, is_kept

MAX_SIZE = 1024 * 1024 * 1024
TOO_LARGE = "Ce fichier est trop lourd : 1 Go au plus. Enregistrez-le avec une définition plus basse."
UNREADABLE = "Ce fichier n’est ni un son ni une vidéo que le site sache lire. Essayez en MP4, WebM, MP3 ou OGG."
OTHER_FORMAT = "Le contenu de ce fichier n’est pas celui d’un .{kind} mais : {found}."
NO_SOUND = "Ce fichier ne contient aucune piste sonore."
NO_PICTURE = "Ce fichier ne contient aucune piste vidéo."

# What each kind of file is called by MediaInfo.
CONTAINERS = {
    "mp3": {"MPEG Audio"},
    "m4a": {"MPEG-4"},
    "mp4": {"MPEG-4"},
    "ogg": {"Ogg"},
    "oga": {"Ogg"},
    "ogv": {"Ogg"},
    "wav": {"Wave"},
    "webm": {"WebM"},
}


class Measure(NamedTuple):
    """What a recording is: `container` is empty for what is no recording; seconds and points."""

    container: str = ""
    has_sound: bool = False
    has_picture: bool = False
    duration: float = 0
    width: int | None = None
    height: int | None = None


def measure(file):
    """Return the Measure of a file."""
    file.seek(0)
    tracks = MediaInfo.parse(getattr(file, "file", file)).tracks
    file.seek(0)
    general = next((track for track in tracks if track.track_type == "General"), None)
    sounds = [track for track in tracks if track.track_type == "Audio"]
    films = [track for track in tracks if track.track_type == "Video"]
    lengths = [float(track.duration) for track in [general, *films, *sounds] if track and track.duration]
    return Measure(
        container=(general and general.format) or "",
        has_sound=bool(sounds),
        has_picture=bool(films),
        duration=round(lengths[0] / 1000, 2) if lengths else 0,
        width=films[0].width if films else None,
        height=films[0].height if films else None,
    )


def check_recording(file):
    """Refuse a file that is too large, that is no recording, or that is not what its name says."""
    if is_kept(file):
        return
    if file.size > MAX_SIZE:
        raise ValidationError(TOO_LARGE)
    check_room(file)
    found = measure(file)
    if not (found.has_sound or found.has_picture):
        raise ValidationError(UNREADABLE)
    kind = PurePath(file.name).suffix[1:].lower()
    if found.container not in CONTAINERS.get(kind, {found.container}):
        raise ValidationError(OTHER_FORMAT.format(kind=kind, found=found.container))


def check_tracks(file, media_type):
    """Refuse a sound without a sound and a film without a picture."""
    found = measure(file)
    if media_type == "audio" and not found.has_sound:
        raise ValidationError(NO_SOUND)
    if media_type == "video" and not found.has_picture:
        raise ValidationError(NO_PICTURE)
