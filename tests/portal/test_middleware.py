import gzip

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse
from django.test import Client, RequestFactory
from wagtail.models import Revision

from portal.middleware import PageGZipMiddleware
from portal.models import StandardPage
from tests.editing import add_page, sign_in


def test_a_page_is_compressed_for_who_understands_it(client, content):
    response = client.get("/", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert "Cités Unies France" in gzip.decompress(response.content).decode()


def test_an_image_is_left_as_it_is(client, db):
    file = ContentFile(b"\x89PNG" + b"0" * 2000, name="image.png")
    name = default_storage.save("image.png", file)
    response = PageGZipMiddleware(lambda _: FileResponse(default_storage.open(name)))(
        RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    )
    assert "Content-Encoding" not in response


def test_a_publication_that_does_not_reach_its_end_leaves_nothing(home, monkeypatch):
    def stop(*args, **kwargs):
        raise RuntimeError("The server stops here.")

    monkeypatch.setattr(Revision, "publish", stop)
    editor = sign_in(Client(raise_request_exception=False))
    fields = {"title": "À moitié", "slug": "a-moitie", "body": (), "comments": []}
    assert add_page(editor, home, StandardPage, **fields).status_code == 500
    assert not StandardPage.objects.filter(slug="a-moitie").exists()
    monkeypatch.undo()
    assert add_page(editor, home, StandardPage, **fields).status_code == 302
    assert StandardPage.objects.get(slug="a-moitie").live
