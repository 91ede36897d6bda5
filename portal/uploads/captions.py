"""Captions and chapters: WebVTT files that a player can show, and their lines."""

import re
from html import unescape

import webvtt
from django.core.exceptions import ValidationError

MAX_SIZE = 2 * 1024 * 1024
UNREADABLE = "Ce fichier n’est pas lisible. Enregistrez-le au format WebVTT (.vtt), en UTF-8."
EMPTY = "Ce fichier WebVTT ne contient aucune ligne datée."
TAG = re.compile(r"<[^<>]*>")
# Opens no tag. For each of them webvtt would look for the end of one in all that follows: minutes, for a file of those.
STRAY = re.compile(r"<(?![^<>\n]*>)")


def check_captions(file):
    """Refuse a file that no player could show."""
    if file.size > MAX_SIZE:
        raise ValidationError(UNREADABLE)
    if not read_cues(file):
        raise ValidationError(EMPTY)


def read_cues(file):
    """Return the lines of a WebVTT file as [start in seconds, who speaks, text]; a ValidationError says it is none."""
    file.seek(0)
    try:
        captions = webvtt.from_string(STRAY.sub("&lt;", file.read().decode("utf-8-sig")))
        return [[round(_seconds(cue), 3), cue.voice or "", _plain(cue.text)] for cue in captions]
    except (ValueError, IndexError, webvtt.errors.MalformedFileError) as error:
        raise ValidationError(UNREADABLE) from error
    finally:
        file.seek(0)


def _seconds(cue):
    start = cue.start_time
    return start.hours * 3600 + start.minutes * 60 + start.seconds + start.milliseconds / 1000


def _plain(text):
    return " ".join(unescape(TAG.sub("", text)).split())
