"""The words of documents and recordings. A file that cannot be read has none: its title is found all the same."""

import logging
from html import unescape
from io import BytesIO

import docx
import pypdfium2
import webvtt
from django.utils.html import strip_tags
from odf import teletype
from odf.opendocument import load
from odf.text import H, P

from portal.models.search import FileText
from portal.search.words import clean

logger = logging.getLogger(__name__)

# As much as a thick report; what comes after is not looked for.
MOST_LETTERS = 1_000_000
MOST_PAGES = 1_000


def document_text(document):
    """Return the words of a document, drawn from its file the first time that it is seen."""
    read = READERS.get(document.file_extension.lower())
    digest = document.get_file_hash() if read and document.file else ""
    if not digest:
        return ""
    known = FileText.objects.filter(digest=digest).first()
    return known.text if known else FileText.objects.create(digest=digest, text=_drawn(document, read)).text


def _drawn(document, read):
    try:
        with document.open_file() as file:
            return clean(read(BytesIO(file.read())))[:MOST_LETTERS]
    except Exception as error:  # Readers of foreign formats fail in every way that there is.
        logger.warning("Texte illisible : %s (%s)", document.title, error)
        return ""


def _pdf(file):
    # Without `close`, memory outside of Python stays taken until the end.
    pdf = pypdfium2.PdfDocument(file)
    try:
        return "\n".join(_pdf_page(pdf[number]) for number in range(min(len(pdf), MOST_PAGES)))
    finally:
        pdf.close()


def _pdf_page(page):
    text = page.get_textpage()
    try:
        # A word cut at the end of a line is one word.
        return text.get_text_bounded().replace("\ufffe\r\n", "").replace("\ufffe", "").replace("\u00ad\r\n", "")
    finally:
        text.close()
        page.close()


def _docx(file):
    document = docx.Document(file)
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _odt(file):
    body = load(file).text
    return "\n".join(teletype.extractText(part) for kind in (H, P) for part in body.getElementsByType(kind))


def _txt(file):
    return file.read().decode("utf-8-sig", errors="replace")


READERS = {"pdf": _pdf, "docx": _docx, "odt": _odt, "txt": _txt}


def transcript(media):
    """Return what a recording says, and where each passage starts: (position in the text, seconds).

    Captions know their seconds; without any, the transcript is found but leads to the start.
    """
    cues = _cues(media)
    written = clean(unescape(strip_tags(media.transcript.replace("<", " <"))))
    if not cues:
        return written, []
    parts, passages, position = [], [], 0
    for seconds, text in cues:
        passages.append([position, seconds])
        parts.append(text)
        position += len(text) + 1
    said = " ".join(parts)
    return (f"{said} {written}" if written and written not in said else said), passages


def _cues(media):
    if not media.captions:
        return []
    try:
        with media.captions.open() as file:
            cues = webvtt.from_string(file.read().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, webvtt.errors.MalformedFileError) as error:
        logger.warning("Sous-titres illisibles : %s (%s)", media.title, error)
        return []
    found = ((int(cue.start_in_seconds), clean(strip_tags(cue.text))) for cue in cues)
    return [(seconds, text) for seconds, text in found if text]
