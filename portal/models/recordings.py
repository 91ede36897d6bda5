"""Sounds and films, with what those who don't hear or don't see them need."""

import mimetypes
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.urls import reverse
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail.utils.file import hash_filelike
from wagtailmedia.models import AbstractMedia
from wagtailmedia.settings import wagtailmedia_settings

from portal.days import day_validators
from portal.models.assets import Attributed, delete_later, is_new
from portal.uploads.captions import check_captions, read_cues
from portal.uploads.pictures import check_poster
from portal.uploads.recordings import check_recording, check_tracks, measure

# Recordings published before this day are exempt from captions and transcripts (RGAA, order of 20 September 2019).
EXEMPT_BEFORE = date(2020, 9, 23)
# The parts of a recording that have an address, and the field that holds each.
PARTS = {
    "fichier": "file",
    "autre-format": "other_file",
    "affiche": "thumbnail",
    "sous-titres": "captions",
    "chapitres": "chapters",
}


class PortalMedia(Attributed, AbstractMedia):
    """A sound or a film; its length, its dimensions and its lines are read in its files when they are sent."""

    file = models.FileField("fichier", upload_to="media", validators=[check_recording], help_text="1 Go au plus.")
    other_file = models.FileField(
        "autre format",
        upload_to="media",
        blank=True,
        validators=[check_recording],
        help_text="Le même enregistrement, pour les lecteurs qui ne lisent pas le premier : WebM à côté de MP4.",
    )
    thumbnail = models.FileField(
        "affiche",
        upload_to="media_thumbnails",
        blank=True,
        validators=[check_poster],
        help_text="Image montrée avant la lecture, 1280 × 720 points : JPEG, PNG ou WebP.",
    )
    recorded_on = models.DateField(
        "publié la première fois le",
        null=True,
        blank=True,
        validators=day_validators(),
        help_text="Avant le 23 septembre 2020, la loi dispense de transcription, et la page le dit.",
    )
    captions = models.FileField(
        "sous-titres",
        upload_to="captions",
        blank=True,
        validators=[FileExtensionValidator(["vtt"]), check_captions],
        help_text="Fichier WebVTT (.vtt), dans la langue de l’enregistrement. Ses lignes datées suivent le lecteur.",
    )
    chapters = models.FileField(
        "chapitres",
        upload_to="captions",
        blank=True,
        validators=[FileExtensionValidator(["vtt"]), check_captions],
        help_text="Fichier WebVTT (.vtt) : une ligne par chapitre.",
    )
    transcript = RichTextField(
        "transcription",
        blank=True,
        features=["bold", "italic", "ul", "ol"],
        help_text="Tout ce qui est dit et, pour un film, ce qu’il faut avoir vu. Affichée à côté du lecteur.",
    )
    cues = models.JSONField("lignes", default=list, editable=False)
    marks = models.JSONField("chapitres lus", default=list, editable=False)
    # What each part holds, in short: an address that names it may be kept for ever.
    digests = models.JSONField("empreintes", default=dict, editable=False)

    admin_form_fields = (
        "title",
        "file",
        "other_file",
        "thumbnail",
        "recorded_on",
        "captions",
        "chapters",
        "transcript",
        "credit",
        "rights",
        "language",
        "collection",
        "tags",
    )
    search_fields = [*AbstractMedia.search_fields, index.SearchField("transcript")]

    class Meta:
        verbose_name = "son ou vidéo"
        verbose_name_plural = "sons et vidéos"

    def clean(self):
        """Refuse a sound or a film without a track of its kind, beside the field of its file."""
        found = {}
        for name in ("file", "other_file"):
            if is_new(getattr(self, name)):
                try:
                    FileExtensionValidator(self._extensions())(getattr(self, name))
                    check_tracks(getattr(self, name), self.type)
                except ValidationError as error:
                    found[name] = error.messages
        if found:
            raise ValidationError(found)

    def save(self, *args, **kwargs):
        """Read the new files before they are kept; delete those that they replace."""
        kept = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        for part, name in PARTS.items():
            self._read(part, getattr(self, name))
        super().save(*args, **kwargs)
        for name in PARTS.values():
            old, new = (getattr(media, name).name if media else "" for media in (kept, self))
            delete_later(self.file.storage, old if old != new else "")

    def _read(self, part, file):
        if not file:
            self.digests.pop(part, None)
        elif is_new(file):
            file.seek(0)
            self.digests[part] = hash_filelike(file)[:16]
            file.seek(0)
        if part == "fichier" and is_new(file):
            found = measure(file)
            self.duration = found.duration or self.duration
            self.width, self.height = found.width or self.width, found.height or self.height
        elif part == "sous-titres" and (not file or is_new(file)):
            self.cues = read_cues(file) if file else []
        elif part == "chapitres" and (not file or is_new(file)):
            self.marks = read_cues(file) if file else []

    def _extensions(self):
        is_film = self.type == "video"
        return wagtailmedia_settings.VIDEO_EXTENSIONS if is_film else wagtailmedia_settings.AUDIO_EXTENSIONS

    def part_url(self, part):
        """Address of a part, which stays when the part is replaced; empty if there is none."""
        file = getattr(self, PARTS[part])
        if not file:
            return ""
        address = reverse("recording", args=[self.pk, part, file.name.rpartition("/")[2]])
        return f"{address}?v={self.digests[part]}" if part in self.digests else address

    @property
    def url(self):
        return self.part_url("fichier")

    @property
    def poster_url(self):
        return self.part_url("affiche")

    @property
    def captions_url(self):
        return self.part_url("sous-titres")

    @property
    def chapters_url(self):
        return self.part_url("chapitres")

    @property
    def sources(self):
        """The recording in each of its formats: address, type, and what a download link says."""
        found = [(part, getattr(self, PARTS[part])) for part in ("fichier", "autre-format")]
        return [
            {"src": self.part_url(part), "type": media_type(file.name), "file": file, "part": part}
            for part, file in found
            if file
        ]

    @property
    def is_transcribed(self):
        """Whether who does not hear it has something to read."""
        return bool(self.transcript or self.captions)

    @property
    def is_exempt(self):
        """Whether it is so old that the law asks for neither captions nor transcript."""
        return self.recorded_on is not None and self.recorded_on < EXEMPT_BEFORE


def media_type(name):
    """Return the type that a file of this name is served with."""
    return TYPES.get(name.rpartition(".")[2].lower()) or mimetypes.guess_type(name)[0] or "application/octet-stream"


# Those that machines know differently, or not at all.
TYPES = {
    "vtt": "text/vtt",
    "m4a": "audio/mp4",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "ogv": "video/ogg",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "webp": "image/webp",
    "avif": "image/avif",
    "csv": "text/csv",
    "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


@receiver(post_delete, sender=PortalMedia)
def delete_parts(instance, **kwargs):
    for part, name in PARTS.items():
        if part not in ("fichier", "affiche"):
            delete_later(instance.file.storage, getattr(instance, name).name)
