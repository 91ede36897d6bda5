"""Resources as search engines are told of them, in the terms of schema.org."""

from django.utils.html import strip_tags

from portal.addresses import absolute
from ressources.kinds import Kind

LICENCES = {
    "open": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    "cc-by": "https://creativecommons.org/licenses/by/4.0/",
    "cc-by-sa": "https://creativecommons.org/licenses/by-sa/4.0/",
    "cc-by-nc-nd": "https://creativecommons.org/licenses/by-nc-nd/4.0/",
    "public": "https://creativecommons.org/publicdomain/mark/1.0/",
}


def structured_data(reading):
    """Return the description of the resource of a Reading; what is not known is left out."""
    page = reading.page
    common = {
        "name": page.title,
        "description": page.summary or page.title,
        "url": absolute(page.url),
        "datePublished": page.dated_on,
        "uploadDate": page.first_published_at and page.first_published_at.isoformat(),
        "inLanguage": page.language,
        "author": page.authors and [{"@type": "Person", "name": name.strip()} for name in page.authors.split(",")],
        "publisher": page.publisher and {"@type": "Organization", "name": page.publisher.name},
        "license": LICENCES.get(page.rights),
        "creditText": page.credit,
        "keywords": reading.keywords,
    }
    own = {Kind.TEXT: _text, Kind.PHOTO: _photos, Kind.SOUND: _recording, Kind.FILM: _recording}[page.kind](page)
    return {name: value for name, value in (common | own).items() if value}


def _text(page):
    documents = [block.value["document"] for block in page.files if block.block_type == "document"]
    files = [
        {
            "@type": "DigitalDocument",
            "name": document.title,
            "url": absolute(document.url),
            "encodingFormat": document.content_type,
            "inLanguage": document.language,
        }
        for document in documents
        if document
    ]
    return {"@type": "DigitalDocument", "hasPart": files}


def _photos(page):
    pictures = [(block.value["image"], block.value["caption"]) for block in page.photos if block.value["image"]]
    images = [
        {
            "@type": "ImageObject",
            "contentUrl": absolute(image.file.url),
            "width": image.width,
            "height": image.height,
            "caption": caption or image.description,
            "creditText": image.credit,
        }
        for image, caption in pictures
    ]
    if len(images) == 1:
        return {name: value for name, value in images[0].items() if value}
    return {"@type": "ImageGallery", "image": [{n: v for n, v in one.items() if v} for one in images]}


def _recording(page):
    kind = "VideoObject" if page.kind == Kind.FILM else "AudioObject"
    recording = page.recording
    if recording is None:
        return {"@type": kind, "embedUrl": page.external_url, "transcript": plain(page.external_transcript)}
    return {
        "@type": kind,
        "contentUrl": absolute(recording.url),
        "encodingFormat": recording.sources[0]["type"],
        "duration": iso_duration(recording.duration),
        "thumbnailUrl": recording.poster_url and absolute(recording.poster_url),
        "width": recording.width,
        "height": recording.height,
        "transcript": plain(recording.transcript) or " ".join(text for _, _, text in recording.cues),
    }


def plain(html):
    """Return the words of an HTML text."""
    return " ".join(strip_tags(html.replace("<", " <")).split())


def iso_duration(seconds):
    """Write how long something lasts as machines read it; nothing if it is not known.

    >>> iso_duration(0), iso_duration(6.2), iso_duration(75), iso_duration(3725)
    ('', 'PT6S', 'PT1M15S', 'PT1H2M5S')
    """
    hours, rest = divmod(round(seconds), 3600)
    minutes, seconds = divmod(rest, 60)
    parts = "".join(f"{number}{unit}" for number, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if number)
    return f"PT{parts}" if parts else ""
