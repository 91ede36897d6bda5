import gzip

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse
from django.test import RequestFactory

from portal.middleware import PageGZipMiddleware


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
