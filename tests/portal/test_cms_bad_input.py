"""What the CMS refuses of any page, image or setting: in French, beside the field, with what was typed kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from agenda.models import EventPage
from portal.models import PortalImage, PortalMedia, SiteSettings, StandardPage
from tests.editing import add_page, errors, sign_in, written
from tests.factories import AgendaPageFactory
from tests.samples import sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    return sign_in(client)


@pytest.fixture
def agenda(home):
    return AgendaPageFactory(parent=home)


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"ends_on": "2026-06-14"}, "ends_on", "La fin ne peut pas précéder le début."),
        (
            {"starts_at": "17:30", "ends_at": "16:00"},
            "ends_at",
            "L’heure de fin suit celle du début, qui doit être donnée.",
        ),
        ({"ends_at": "16:00"}, "ends_at", "L’heure de fin suit celle du début, qui doit être donnée."),
        ({"starts_on": "", "starts_at": "17:30"}, "starts_on", "Champ requis."),
    ],
)
@pytest.mark.parametrize("publish", [True, False], ids=["published", "draft"])
def test_an_event_tells_what_is_wrong_beside_the_field(editor, agenda, fields, field, message, publish):
    typed = {"title": "Rencontre", "slug": "rencontre", "starts_on": "2026-06-15", "place": "Lyon, salle B"}
    typed |= {"body": (), "links": (), "sessions": [], "state": "confirme", "format": "sur-place"}

    response = add_page(editor, agenda, EventPage, publish, **typed | fields)

    assert errors(response) == {field: [message]}
    assert "Lyon, salle B" in response.text


def block_errors(response, field="body"):
    """The errors of the first block of a stream, by name, however deep, and those of the block as « »."""
    (trouble,) = response.context["form"].errors.as_data()[field]
    found = trouble.as_json_data()["blockErrors"]
    return dict(_flat(found[0] if 0 in found else found["0"]))


def _flat(trouble, name=""):
    if "messages" in trouble:
        yield name, trouble["messages"]
    for key, inner in trouble.get("blockErrors", {}).items():
        yield from _flat(inner, str(key))


def with_block(editor, home, kind, value, publish=True):
    """Send the form of a page that has one block."""
    return add_page(editor, home, StandardPage, publish, title="Page", slug="page", body=((kind, value),))


def a_list(*values):
    rows = {str(n): {"value": value, "order": str(n), "deleted": ""} for n, value in enumerate(values)}
    return {"count": str(len(rows)), **rows}


LINK = {"page": "", "url": "", "title": "Pour aller plus loin", "text": ""}


@pytest.mark.parametrize("has_both", [False, True], ids=["neither", "both"])
def test_a_link_leads_to_a_page_or_elsewhere(editor, home, has_both):
    places = {"page": str(home.pk), "url": "https://afd.fr/"} if has_both else {}

    response = with_block(editor, home, "links", {"links": a_list(LINK | places)})

    assert block_errors(response) == {"url": ["Choisissez une page du site ou donnez une adresse, l’une des deux."]}
    assert "Pour aller plus loin" in response.text


def table(caption, heading):
    """A table of one cell, as the CMS's table sends it."""
    column = {"type": "text", "heading": heading, "order": "0", "deleted": "", "id": ""}
    return {
        "caption": caption,
        "column": {"count": "1", "0": column},
        "row": {"count": "1", "0": {"order": "0", "deleted": "", "id": ""}},
        "cell": {"0": {"0": "Communes et regions"}},
    }


@pytest.mark.parametrize(("caption", "heading"), [("", "Année"), ("Montants", "")])
def test_a_table_has_a_caption_and_headings(editor, home, caption, heading):
    response = with_block(editor, home, "table", table(caption, heading))

    assert block_errors(response) == {"": ["Donnez une légende au tableau et un titre à chaque colonne."]}
    assert "Communes et regions" in response.text


def image(**fields):
    picture = PortalImage.objects.create(title="Essai", file=get_test_image_file())
    return {"image": {"image": str(picture.pk), "alt_text": ""} | fields, "caption": "Paris, 2024"}


# The temporary file of Wagtail's thumbnail.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_an_image_has_an_alternative_or_is_said_to_be_decorative(editor, home):
    response = with_block(editor, home, "image", image())

    asked = "Veuillez ajouter un texte alternatif ou marquer l'image comme décorative"
    assert block_errors(response) == {"alt_text": [asked]}
    assert with_block(editor, home, "image", image(decorative="on")).status_code == 302


def test_a_sound_without_transcript_is_published_only_if_the_editor_says_so(editor, home):
    sound = PortalMedia.objects.create(title="Entretien", type="audio", file="entretien.mp3")
    asked = "La transcription manque. Écrivez-la sur sa fiche, ou cochez la case ci-dessous."

    assert block_errors(with_block(editor, home, "sound", {"media": str(sound.pk)})) == {"media": [asked]}
    assert with_block(editor, home, "sound", {"media": str(sound.pk), "without_transcript": "on"}).status_code == 302


@pytest.mark.parametrize(
    ("kind", "value"), [("links", {"links": a_list(LINK)}), ("table", table("", "")), ("sound", {"media": ""})]
)
def test_what_is_unfinished_may_be_kept_as_a_draft(editor, home, kind, value):
    assert with_block(editor, home, kind, value, publish=False).status_code == 302


def test_an_audit_has_a_date_and_a_score(editor):
    address = reverse("wagtailsettings:edit", args=["portal", "sitesettings", SiteSettings.load().pk])

    response = editor.post(address, written({"name": "CUF", "audit_on": "2026-01-15", "menu": (), "footer": ()}))

    assert errors(response) == {"audit_score": ["Un audit a une date et un résultat : indiquez les deux, ou aucun."]}
    assert "2026" in response.text


@pytest.mark.parametrize(
    ("name", "content"), [("film.vtt", b"1\n00:00 Bonjour"), ("film.vtt", b"\xff\xfe\x00"), ("film.srt", b"WEBVTT\n")]
)
def test_captions_that_no_player_can_show_are_refused(editor, name, content):
    film = sent("fil.mp4")
    fields = {"title": "Un film", "file": film, "captions": SimpleUploadedFile(name, content), "language": "fr"}

    response = editor.post(
        reverse("wagtailmedia:add", args=["video"]), fields | {"duration": "0", "transcript": "null"}
    )

    assert list(response.context["form"].errors) == ["captions"]
    assert "Un film" in response.text
