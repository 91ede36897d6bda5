"""Files as players, download managers and curious people ask for them."""

import pytest
from django.core.files.storage import default_storage
from wagtail.models import PageViewRestriction

from portal.photos import photo_url
from ressources.models import ResourcePage
from tests.editing import sign_in
from tests.factories import ResourcePageFactory
from tests.samples import content, document, film, image, photograph, sent, sound


@pytest.fixture
def published(centre):
    """A film that visitors may see."""
    media = film(title="Le film : l’eau", captions="fil.vtt")
    ResourcePageFactory(parent=centre, kind="video", recording=media)
    return media


def on_disk(folder):
    return {"BACKEND": "portal.storage.MediaStorage", "OPTIONS": {"location": str(folder)}}


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("bytes=0-", 0, None), ("bytes=0-99", 0, 100), ("bytes=500-999", 500, 1000), ("bytes=-64", -64, None)],
)
def test_a_range_gives_its_bytes_and_says_which_they_are(published, client, asked, start, end):
    data = content("fil.mp4")
    wanted = data[start:end]
    first = start % len(data)

    response = client.get(published.url, headers={"range": asked})

    assert response.status_code == 206
    assert body(response) == wanted
    assert response["Content-Range"] == f"bytes {first}-{first + len(wanted) - 1}/{len(data)}"
    assert response["Content-Length"] == str(len(wanted))
    assert response["Accept-Ranges"] == "bytes"


def test_a_file_comes_whole_without_a_range_or_with_several(published, client):
    for headers in ({}, {"range": "bytes=0-1,5-6"}, {"range": "octets=0-1"}, {"range": "bytes=a-b"}):
        response = client.get(published.url, headers=headers)
        assert response.status_code == 200
        assert body(response) == content("fil.mp4")
        assert response["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"])
def test_a_range_out_of_the_file_is_refused_with_its_size(published, client, asked):
    response = client.get(published.url, headers={"range": asked})

    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(content('fil.mp4'))}"


def test_a_range_of_a_file_that_changed_since_gives_the_whole(published, client):
    etag = client.head(published.url)["ETag"]

    assert client.get(published.url, headers={"range": "bytes=0-9", "if-range": etag}).status_code == 206
    assert client.get(published.url, headers={"range": "bytes=0-9", "if-range": '"old"'}).status_code == 200
    assert client.get(published.url, headers={"if-none-match": etag}).status_code == 304


def test_a_head_tells_everything_but_the_file(published, client):
    response = client.head(published.url)

    assert response["Content-Length"] == str(len(content("fil.mp4")))
    assert body(response) == b""


def test_types_are_those_that_players_want_and_are_not_guessed(published, client):
    captions = client.get(published.captions_url)

    assert captions["Content-Type"] == "text/vtt; charset=utf-8"
    assert client.get(published.url)["Content-Type"] == "video/mp4"
    assert captions["X-Content-Type-Options"] == "nosniff"
    assert captions["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


def test_a_file_is_kept_for_ever_at_the_address_that_tells_its_content_and_is_asked_for_again_elsewhere(
    published, client
):
    assert "immutable" in client.get(published.url)["Cache-Control"]
    assert "no-cache" in client.get(published.url.split("?")[0])["Cache-Control"]
    assert "no-cache" in client.get(published.url.replace("?v=", "?v=0"))["Cache-Control"]


def test_a_download_has_a_name_that_a_french_reader_recognises(published, client):
    answer = client.get(published.url + "&telecharger")

    assert answer["Content-Disposition"] == ("attachment; filename*=utf-8''Le%20film%20-%20l%E2%80%99eau.mp4")


def test_replacing_a_file_keeps_its_address_and_removes_the_old_one(centre, client, django_capture_on_commit_callbacks):
    media = film()
    ResourcePageFactory(parent=centre, kind="video", recording=media)
    address, old = media.url.split("?")[0], media.file.name
    with django_capture_on_commit_callbacks(execute=True):
        media.file = sent("autre.webm", content("fil.webm"))
        media.save()

    response = client.get(address)
    assert body(response) == content("fil.webm")
    assert response["Content-Type"] == "video/webm"
    assert not default_storage.exists(old)


def test_a_document_keeps_its_address_whatever_its_file_is_called(centre, client):
    found = document(title="Fiche : modèle")
    ResourcePageFactory(parent=centre, files=[("document", {"document": found, "label": ""})])

    response = client.get(f"/documents/{found.pk}/ancien-nom.pdf")
    assert body(response) == content("fiche.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert "Content-Security-Policy" not in response.headers
    assert response["Content-Disposition"].startswith("inline; ")
    assert client.get(f"/documents/{found.pk}/x.pdf", headers={"range": "bytes=0-3"}).status_code == 206
    assert body(client.get(found.cover_url))[:2] == b"\xff\xd8"


@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")
def test_a_photograph_has_its_sizes_at_fixed_addresses(centre, client):
    picture = image(photograph(), name="vue.jpg", title="Vue")
    ResourcePageFactory(parent=centre, kind="photo", photos=[album_of(picture)])

    for size, kind in (("vignette", "webp"), ("ecran", "webp"), ("petite", "jpeg"), ("grande", "jpeg")):
        response = client.get(photo_url(picture, size))
        assert response.status_code == 200
        assert response["Content-Type"] == f"image/{kind}"
    assert client.get(f"/photos/{picture.pk}/geante/x.jpg").status_code == 404


def album_of(picture):
    block = ResourcePage._meta.get_field("photos").stream_block.child_blocks["image"]
    return "image", block.normalize({"image": {"image": picture, "alt_text": "x", "decorative": False}, "caption": ""})


def addresses(centre, **fields):
    """Every address of the files of three resources of these fields, each of its own kind."""
    media, found, picture = film(captions="fil.vtt"), document(), image(title="Vue")
    files = [("document", {"document": found, "label": ""})]
    pages = [
        ResourcePageFactory(parent=centre, kind="video", recording=media, **fields),
        ResourcePageFactory(parent=centre, files=files, **fields),
        ResourcePageFactory(parent=centre, kind="photo", photos=[album_of(picture)], **fields),
    ]
    stored = [media.file.name, media.captions.name, found.file.name, picture.file.name, found.cover.name]
    named = [media.url, media.captions_url, found.url, found.cover_url, photo_url(picture, "grande")]
    return pages, named + [f"/media/{name}" for name in stored]


def withdraw(page):
    page.unpublish()


def ask_for_login(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def ask_for_password(page):
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="sesame")


@pytest.mark.parametrize("hide", [withdraw, ask_for_login, ask_for_password])
def test_the_files_of_what_is_not_public_are_not_readable_by_address(centre, client, hide):
    pages, asked = addresses(centre)
    for page in pages:
        hide(page)

    assert [client.get(address).status_code for address in asked] == [404] * len(asked)
    assert [client.get(address, headers={"range": "bytes=0-9"}).status_code for address in asked] == [404] * len(asked)


def test_the_files_of_a_draft_are_for_those_who_write_it_and_have_what_opens_the_cms(centre, client, settings):
    _, asked = addresses(centre, live=False)

    assert {client.get(address).status_code for address in asked} == {404}
    sign_in(client)
    assert {client.get(address).status_code for address in asked} == {200}
    settings.REQUIRE_SECOND_FACTOR = True
    assert {client.get(address).status_code for address in asked} == {404}


@pytest.mark.parametrize("figures", ["०१२३४५६७८९", "٠١٢٣٤٥٦٧٨٩"])
def test_a_key_in_the_figures_of_another_script_opens_nothing(centre, client, settings, tmp_path, figures):
    """On a disk: what Wagtail serves by itself is read there, past our own views."""
    settings.STORAGES = settings.STORAGES | {"default": on_disk(tmp_path)}
    hidden = document(title="Brouillon")
    key = str(hidden.pk).translate(str.maketrans("0123456789", figures))
    assert int(key) == hidden.pk
    assert client.get(f"/documents/{key}/{hidden.filename}").status_code == 404


def test_a_folder_is_no_file_even_for_who_writes(centre, client, settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {"default": on_disk(tmp_path)}
    found = document()
    sign_in(client)
    assert body(client.get(f"/media/{found.file.name}")) == content("fiche.pdf")
    for folder in ("", "documents", "documents/", "documents/../documents"):
        assert client.get(f"/media/{folder}").status_code == 404


def test_a_file_that_two_resources_share_is_public_with_one_of_them(centre, client):
    media = sound()
    ResourcePageFactory(parent=centre, kind="son", recording=media, live=False)
    assert client.get(media.url).status_code == 404
    ResourcePageFactory(parent=centre, kind="son", recording=media)
    assert client.get(media.url).status_code == 200


def test_what_nothing_shows_or_names_is_not_there(home, client):
    assert client.get(document().url).status_code == 404
    for address in ("/enregistrements/1/fichier/x.mp4", "/enregistrements/1/autre/x", "/photos/1/grande/x", "/media/x"):
        assert client.get(address).status_code == 404
