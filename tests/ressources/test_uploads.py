"""What the CMS accepts and refuses: by content, in French, beside the field, and leaving nothing behind."""

import io
import struct
import zlib
from datetime import timedelta

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone
from PIL import Image
from wagtail.models import UploadedFile

from portal.models import PortalDocument, PortalImage, PortalMedia
from portal.uploads import documents, recordings
from portal.uploads.captions import read_cues
from tests.editing import errors, sign_in
from tests.samples import GPS, MAKE, archive, content, document, film, photograph, sent, sound

SCRIPT = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
HTML = b"<!doctype html><title>x</title><script>alert(1)</script>"
FORM = {"title": "Essai", "language": "fr", "rights": "", "collection": "1", "tags": "", "credit": ""}


@pytest.fixture
def editor(client, home):
    return sign_in(client)


def stored():
    """The names of all that is kept on disk."""
    names, folders = set(), [""]
    while folders:
        folder = folders.pop()
        try:
            inside, files = default_storage.listdir(folder)
        except FileNotFoundError:
            continue
        folders += [f"{folder}{name}/" for name in inside]
        names |= {f"{folder}{name}" for name in files}
    return names


def giant_png(width=30_000, height=30_000):
    """A PNG of a few kilobytes that announces nine hundred million points."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (width // 8 + 1) * 8)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


BAD_DOCUMENTS = {
    "broken.pdf": (b"%PDF-1.7\nrien", "ne s’ouvre pas"),
    "page.pdf": (HTML, "ne s’ouvre pas"),
    "bombe.zip": (archive({f"{n}": b"\0" * 30_000_000 for n in range(3)}), "contient trop"),
    "faux.docx": (archive({"lettre.txt": b"x"}), "n’est pas celui d’un .docx"),
    "faux.odt": (content("fiche.pdf"), "n’est pas celui d’un .odt"),
    "macros.xlsx": (archive({"xl/workbook.xml": b"<x/>", "xl/vbaProject.bin": b"x"}), "macros"),
    "page.txt": (HTML, "code HTML"),
    "dessin.csv": (SCRIPT, "code HTML"),
    "image.txt": (content("fil.png"), "n’est pas un texte"),
    "page.html": (HTML, "html"),
    "dessin.svg": (SCRIPT, "svg"),
}


@pytest.mark.parametrize("name", BAD_DOCUMENTS)
def test_a_bad_document_is_refused_beside_its_field_and_leaves_nothing(editor, name):
    data, sentence = BAD_DOCUMENTS[name]
    before = stored()

    response = editor.post("/admin/documents/add/", FORM | {"file": sent(name, data)})

    assert sentence in " ".join(errors(response)["file"])
    assert stored() == before
    assert not PortalDocument.objects.exists()


def test_a_document_over_the_limit_is_refused(editor):
    with override_settings(WAGTAILDOCS_MAX_UPLOAD_SIZE=1000):
        response = editor.post("/admin/documents/add/", FORM | {"file": sent("fiche.pdf")})
    assert "file" in errors(response)
    assert not PortalDocument.objects.exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("fiche.pdf", content("fiche.pdf")),
        ("suivi.csv", content("suivi.csv")),
        ("lettre.odt", archive({"mimetype": b"application/vnd.oasis.opendocument.text"})),
        ("lettre.docx", archive({"word/document.xml": b"<x/>"})),
    ],
)
def test_a_good_document_is_kept(editor, name, data):
    assert editor.post("/admin/documents/add/", FORM | {"file": sent(name, data)}).status_code == 302
    assert PortalDocument.objects.get().file_size == len(data)


def test_an_archive_that_lies_about_its_size_is_read_no_further_than_allowed(monkeypatch):
    monkeypatch.setattr(documents, "OPEN_SIZE", 1000)
    with pytest.raises(ValidationError, match="contient trop"):
        documents.check_document(sent("a.zip", archive({"a": b"abcdef" * 500})))


def test_a_pdf_tells_its_pages_whether_it_is_tagged_and_shows_its_first_page(db):
    tagged = document()
    assert (tagged.pages, tagged.is_tagged) == (1, True)
    assert Image.open(tagged.cover).width == 800

    output = io.BytesIO()
    pages = [Image.new("RGB", (60, 80), "white")] * 2
    pages[0].save(output, "PDF", save_all=True, append_images=pages[1:])
    tagged.file = ContentFile(output.getvalue(), name="scan.pdf")
    tagged.save()
    assert (tagged.pages, tagged.is_tagged) == (2, False)


def test_a_page_that_is_a_ribbon_has_a_picture_of_a_size_that_is_one(db):
    output = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page().MediaBox = [0, 0, 200, 100_000]
        pdf.save(output)
    facts = documents.pdf_facts(sent("ruban.pdf", output.getvalue()))
    assert facts.pages == 1
    assert Image.open(facts.cover).height <= 3200


BAD_RECORDINGS = {
    ("video", "texte.mp4"): (b"rien", "ni un son ni une vidéo"),
    ("video", "page.webm"): (HTML, "ni un son ni une vidéo"),
    ("video", "image.mp4"): (content("fil.png"), "ni un son ni une vidéo"),
    ("video", "son.mp4"): (content("notes.mp3"), "n’est pas celui d’un .mp4"),
    ("audio", "image.mp3"): (content("fil.png"), "ni un son ni une vidéo"),
    ("audio", "film.mp4"): (content("fil.mp4"), "mp4"),
    ("video", "notes.mp3"): (content("notes.mp3"), "mp3"),
}


@pytest.mark.parametrize("case", BAD_RECORDINGS)
def test_a_bad_recording_is_refused_beside_its_field_and_leaves_nothing(editor, case):
    (kind, name), (data, sentence) = case, BAD_RECORDINGS[case]
    before = stored()

    response = editor.post(f"/admin/media/{kind}/add/", FORM | {"file": sent(name, data)})

    assert sentence in " ".join(errors(response)["file"])
    assert stored() == before
    assert not PortalMedia.objects.exists()


@pytest.mark.parametrize(
    ("field", "name", "data", "sentence"),
    [
        ("captions", "x.vtt", b"1\n00:00:01,000 --> 00:00:02,000\nx\n", "n’est pas lisible"),
        ("captions", "x.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n\xe9t\xe9\n", "n’est pas lisible"),
        ("captions", "x.vtt", b"WEBVTT\n\nrien --> rien\nx\n", "aucune ligne"),
        ("captions", "x.srt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nx\n", "srt"),
        ("chapters", "x.vtt", HTML, "n’est pas lisible"),
        ("thumbnail", "x.png", HTML, "n’est pas lisible"),
        ("thumbnail", "x.svg", SCRIPT, "n’est pas lisible"),
        ("thumbnail", "x.png", giant_png(), "trop de points"),
        ("other_file", "x.webm", b"rien", "ni un son ni une vidéo"),
    ],
)
def test_a_bad_part_of_a_film_is_refused_beside_its_field_and_leaves_nothing(editor, field, name, data, sentence):
    before = stored()

    response = editor.post("/admin/media/video/add/", FORM | {"file": sent("fil.mp4"), field: sent(name, data)})

    assert sentence in " ".join(errors(response)[field])
    assert stored() == before
    assert not PortalMedia.objects.exists()


def test_a_recording_over_the_limit_is_refused(editor, monkeypatch):
    monkeypatch.setattr(recordings, "MAX_SIZE", 1000)
    response = editor.post("/admin/media/video/add/", FORM | {"file": sent("fil.mp4")})
    assert "trop lourd" in errors(response)["file"][0]


def test_a_film_is_measured_and_its_lines_are_read(editor):
    files = {name: sent(part) for name, part in (("captions", "fil.vtt"), ("chapters", "fil-chapitres.vtt"))}
    data = FORM | files | {"file": sent("fil.mp4"), "other_file": sent("fil.webm"), "transcript": "null"}
    assert editor.post("/admin/media/video/add/", data).status_code == 302

    media = PortalMedia.objects.get()
    assert media.duration == pytest.approx(9, abs=0.2)
    assert (media.width, media.height) == (960, 540)
    assert media.cues[1] == [2.5, "", "Un fil part du premier lieu et dessine un arc."]
    assert [text for _, _, text in media.marks] == ["Un lieu", "Le fil", "L’autre lieu"]
    assert [source["type"] for source in media.sources] == ["video/mp4", "video/webm"]


def test_signs_that_open_no_tag_are_read_as_they_are_however_many():
    """Each of them was once sought an end in all the others: this took minutes."""
    signs = "<" * 300_000
    lines = f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Awa>Moins de <i>cinq</i> : < 5 {signs}\n"
    assert read_cues(sent("x.vtt", lines.encode())) == [[1.0, "Awa", f"Moins de cinq : < 5 {signs}"]]


def test_a_sound_is_measured_and_nothing_of_it_stays_once_deleted(db, django_capture_on_commit_callbacks):
    before = stored()
    media = sound(captions="notes.vtt")
    assert media.duration == pytest.approx(6, abs=0.2)
    with django_capture_on_commit_callbacks(execute=True):
        media.delete()
    assert stored() == before


def test_taking_the_captions_away_takes_their_lines_away(db, django_capture_on_commit_callbacks):
    media = film(captions="fil.vtt")
    name = media.captions.name
    with django_capture_on_commit_callbacks(execute=True):
        media.captions = ""
        media.save()
    assert (media.cues, media.captions_url, default_storage.exists(name)) == ([], "", False)


BAD_IMAGES = {
    "geante.png": giant_png(),
    "page.jpg": HTML,
    "dessin.svg": SCRIPT,
    "photo.png": photograph("JPEG"),
}


@pytest.mark.parametrize("name", BAD_IMAGES)
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_bad_image_is_refused_beside_its_field_and_leaves_nothing(editor, name):
    before = stored()

    response = editor.post("/admin/images/add/", FORM | {"file": sent(name, BAD_IMAGES[name])})

    assert errors(response)["file"]
    assert stored() == before
    assert not PortalImage.objects.exists()


def test_an_image_whose_form_was_never_filled_in_is_deleted_the_day_after(editor, time_machine):
    before = stored()
    sending = {"title": "vue", "files[]": sent("vue.jpg", photograph("JPEG"))}
    editor.post("/admin/images/multiple/add/", sending, headers={"x-requested-with": "XMLHttpRequest"})
    assert UploadedFile.objects.count() == len(stored() - before) == 1

    call_command("clear_uploads")
    assert UploadedFile.objects.exists()
    time_machine.move_to(timezone.now() + timedelta(days=1, minutes=1))
    call_command("clear_uploads")
    assert not UploadedFile.objects.exists()
    assert stored() == before


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_forgets_where_it_was_taken_and_nothing_else(editor, kind):
    data = photograph(kind)
    assert GPS in Image.open(io.BytesIO(data)).getexif()
    sending = SimpleUploadedFile(f"vue.{kind.lower()}", data, f"image/{kind.lower()}")

    assert editor.post("/admin/images/add/", FORM | {"file": sending}).status_code == 302

    kept = PortalImage.objects.get()
    with kept.file.open() as file:
        picture = Image.open(file)
        assert GPS not in picture.getexif()
        assert picture.getexif()[MAKE] == "Appareil"
        assert picture.convert("RGB").tobytes() == Image.open(io.BytesIO(data)).convert("RGB").tobytes()
    assert kept.file_size == kept.file.size


def test_a_photograph_without_a_place_is_kept_to_the_bit(db):
    data = photograph(with_place=False)
    kept = PortalImage(title="Vue", file=ContentFile(data, name="vue.jpg"))
    kept._set_image_file_metadata()
    kept.save()
    with kept.file.open() as file:
        assert file.read() == data
