"""What the page of a resource shows around it: its files, its lines, where it leads."""

from functools import cached_property

from wagtail.models import Page

from portal.models import CountryGroup, Theme
from portal.models.recordings import media_type
from portal.querysets import published
from portal.storage import size_of
from portal.structure import structure
from portal.templatetags.dates import day_in_words
from portal.templatetags.files import duration_in_words, file_size
from ressources.addresses import feed_links
from ressources.kinds import Kind
from ressources.schema import structured_data

FORMATS = {"mp4": "MP4", "webm": "WebM", "mp3": "MP3", "m4a": "M4A", "ogg": "OGG", "oga": "OGG", "ogv": "OGG"}


class Reading:
    """The page of one resource; whatever is asked, each thing is read once."""

    def __init__(self, page):
        self.page = page

    @property
    def feeds(self):
        return feed_links()

    @cached_property
    def themes(self):
        return list(self.page.themes.all())

    @cached_property
    def groups(self):
        return list(self.page.country_groups.all())

    @property
    def list_url(self):
        """The list that its themes and country groups narrow."""
        above = (page for page in structure().values() if page.depth == self.page.depth - 1)
        return next((page.url for page in above if self.page.path.startswith(page.path)), "")

    @property
    def has_more(self):
        """Whether there is more to read than what is known of it."""
        return bool(self.page.files or self.page.body or self.downloads or self.dossiers or self.related)

    @property
    def facts(self):
        """What is known of it, and what is not, as (label, words) pairs."""
        page, recording = self.page, self._recording
        found = [("Type", page.kind_label), ("Date", page.dated_on and day_in_words(page.dated_on))]
        if recording and recording.duration:
            found.append(("Durée", duration_in_words(recording.duration)))
        if recording and recording.width and recording.height:
            found.append(("Définition", f"{recording.width} × {recording.height} points"))
        found += [("Auteurs", page.authors), ("Éditeur", page.publisher and page.publisher.name)]
        return [*found, ("Langue", page.get_language_display()), ("Crédit", page.credit)]

    @property
    def _recording(self):
        return self.page.recording if self.page.kind in (Kind.SOUND, Kind.FILM) else None

    @cached_property
    def downloads(self):
        """The files of the recording: each with `url`, `label` and `facts`."""
        recording = self._recording
        if recording is None:
            return []
        name = "Vidéo" if recording.type == "video" else "Son"
        found = [(f"{name} en {_format(one['file'])}", one["part"], one["file"]) for one in recording.sources]
        found += [("Sous-titres", "sous-titres", recording.captions), ("Chapitres", "chapitres", recording.chapters)]
        return [
            {"label": label, "url": _to_download(recording.part_url(part)), "facts": _facts(file)}
            for label, part, file in found
            if file
        ]

    @property
    def cues(self):
        """The dated lines of the recording: each with its `second` (« 2.5 »), `clock`, `url`, `voice` and `text`."""
        return _lines(self._recording.cues, self._recording.url) if self._recording else []

    @property
    def marks(self):
        """The chapters of the recording, as cues."""
        return _lines(self._recording.marks, self._recording.url) if self._recording else []

    @cached_property
    def dossiers(self):
        """The dossiers that it belongs to, those that visitors may read."""
        keys = list(self.page.in_dossiers.values_list("page", flat=True)) if self.page.pk else []
        return list(published(Page.objects.filter(pk__in=keys)).order_by("title")) if keys else []

    @cached_property
    def related(self):
        """The event, the news and the resources that editors tied to it: (page, kind in words) pairs."""
        blocks = self.page.related_pages.raw_data
        words = {block["value"]: "Actualité" if block["type"] == "news" else "Ressource" for block in blocks}
        if self.page.related_event_id:
            words = {self.page.related_event_id: "Évènement"} | words
        found = published(Page.objects.filter(pk__in=words)).in_bulk() if words else {}
        return [(found[key], word) for key, word in words.items() if key in found]

    @property
    def structured_data(self):
        return structured_data(self)

    @property
    def keywords(self):
        return [term.name for term in (*self.themes, *self.groups) if isinstance(term, (Theme, CountryGroup))]


def _to_download(url):
    return f"{url}{'&' if '?' in url else '?'}telecharger"


def _format(file):
    ending = file.name.rpartition(".")[2].lower()
    return FORMATS.get(ending, ending.upper())


def _facts(file):
    kind = "WebVTT" if media_type(file.name) == "text/vtt" else _format(file)
    size = size_of(file)
    return kind if size is None else f"{kind}, {file_size(size)}"


def _lines(cues, url):
    found, last = [], ""
    for start, voice, text in cues:
        found.append(
            {"second": f"{start:g}", "clock": clock(start), "voice": voice if voice != last else "", "text": text}
        )
        found[-1]["url"] = f"{url}#t={start:g}"
        last = voice
    return found


def clock(seconds):
    """Write a moment of a recording.

    >>> clock(5.4), clock(75), clock(3725)
    ('0:05', '1:15', '1:02:05')
    """
    hours, rest = divmod(int(seconds), 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
