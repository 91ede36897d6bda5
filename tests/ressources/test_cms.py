"""Publishing resources in the CMS: what each kind needs, what is said when it lacks, and the report."""

from datetime import date

import pytest

from ressources.models import DossierPage, ResourcePage
from tests.editing import add_page, errors, sign_in
from tests.factories import ResourcePageFactory
from tests.samples import film, sound

EMPTY = dict.fromkeys(("files", "photos", "body", "related_pages"), ())
FIELDS = EMPTY | {"title": "Essai", "slug": "essai", "language": "fr", "external_transcript": "null"}


@pytest.fixture
def editor(client, centre):
    return sign_in(client)


def send(editor, centre, **fields):
    return add_page(editor, centre, ResourcePage, **FIELDS | fields)


@pytest.mark.parametrize(
    ("kind", "field", "sentence"),
    [
        ("texte", "files", "au moins un fichier"),
        ("photo", "photos", "au moins une photo"),
        ("son", "recording", "Choisissez un enregistrement."),
        ("video", "recording", "donnez l’adresse"),
    ],
)
def test_a_resource_without_what_its_kind_is_made_of_is_not_published_but_may_be_a_draft(
    editor, centre, kind, field, sentence
):
    response = send(editor, centre, kind=kind)
    assert sentence in errors(response)[field][0]
    assert not ResourcePage.objects.exists()

    assert send(editor, centre, kind=kind, publish=False).status_code == 302
    assert not ResourcePage.objects.get().live


def test_a_film_is_no_sound(editor, centre):
    response = send(editor, centre, kind="son", recording=film(captions="fil.vtt").pk)
    assert "Ce n’est pas un son" in errors(response)["recording"][0]


def test_a_recording_that_one_cannot_read_waits_for_its_editor_to_say_so(editor, centre, client):
    media = film()
    response = send(editor, centre, kind="video", recording=media.pk)
    assert "ni sous-titres ni transcription" in errors(response)["recording"][0]

    assert send(editor, centre, kind="video", recording=media.pk, without_transcript="on").status_code == 302
    page = ResourcePage.objects.get()
    assert page.live
    assert "Ni sous-titres ni transcription pour l’instant" in client.get(page.url).text.replace("\xa0", " ")

    report = editor.get("/admin/reports/sans-transcription/").text
    assert page.title in report
    assert "à transcrire" in report


@pytest.mark.parametrize("day", [date(2020, 9, 22), date(2011, 1, 1)])
def test_a_recording_before_the_law_is_exempt_and_its_page_says_so(editor, centre, client, day):
    assert send(editor, centre, kind="son", recording=sound(recorded_on=day).pk).status_code == 302
    page = ResourcePage.objects.get()
    assert "publié avant le 23 septembre 2020" in client.get(page.url).text.replace("\xa0", " ")
    assert "dispensé par sa date" in editor.get("/admin/reports/sans-transcription/").text


def test_the_law_begins_on_the_twenty_third_of_september_2020(editor, centre):
    response = send(editor, centre, kind="son", recording=sound(recorded_on=date(2020, 9, 23)).pk)
    assert "recording" in errors(response)


def test_a_recording_with_captions_or_a_transcript_needs_nothing_more(editor, centre):
    for slug, media in (("a", film(captions="fil.vtt")), ("b", film(transcript="<p>Bonjour.</p>"))):
        assert send(editor, centre, slug=slug, kind="video", recording=media.pk).status_code == 302
    assert ResourcePage.objects.live().count() == 2
    editor.get("/admin/")
    assert "à transcrire" not in editor.get("/admin/reports/sans-transcription/").text


def test_a_film_of_another_site_needs_its_transcript_too_and_is_only_a_link(editor, centre, client):
    url = "https://tube.exemple.fr/w/1"
    assert "external_transcript" in errors(send(editor, centre, kind="video", external_url=url))
    assert "external_url" in errors(
        send(editor, centre, kind="video", external_url=url, recording=film(captions="fil.vtt").pk)
    )

    assert send(editor, centre, kind="video", external_url=url, without_transcript="on").status_code == 302
    html = client.get(ResourcePage.objects.get().url).text
    assert f'href="{url}" rel="noopener noreferrer"' in html
    assert "il peut suivre votre navigation" in html
    assert html.count("tube.exemple.fr/") == html.count(url)
    assert "<iframe" not in html
    assert ResourcePage.objects.get().title in editor.get("/admin/reports/sans-transcription/").text


def test_a_dossier_keeps_the_order_of_its_editor_and_what_is_public(editor, centre, client):
    pages = [ResourcePageFactory(parent=centre, title=title) for title in ("Un", "Deux", "Trois")]
    rows = [{"resource": str(page.pk), "ORDER": str(place)} for place, page in enumerate(reversed(pages), 1)]
    response = add_page(editor, centre, DossierPage, title="Actes", slug="actes", body=(), items=rows)
    assert response.status_code == 302

    client.logout()
    dossier = DossierPage.objects.get()
    html = client.get(dossier.url).text
    assert html.index(">Trois<") < html.index(">Deux<") < html.index(">Un<")
    assert dossier.url in client.get(pages[0].url).text
    assert "Actes" in client.get("/ressources/").text

    pages[1].unpublish()
    assert ">Deux<" not in client.get(dossier.url).text
