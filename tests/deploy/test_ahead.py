"""Pictures made at publication, on a site that is served for real."""

import time

import pytest

from tests.deploy.served import picture, send_picture
from tests.editing import PUBLISH

pytestmark = pytest.mark.xdist_group("faults")

NEWS = {"title": "Avance", "slug": "avance", "kind": "information", "body": (), "documents": ()}
NEWS |= {"comments": [], "related_resources": (), "related_news": ()}
OWN_SIZES = {f"format-{kind}|width-{width}" for kind in ("avif", "webp", "jpeg") for width in (400, 800, 1200)}


@pytest.fixture(scope="module")
def image(served):
    """The key of a picture of a news item that was just published."""
    editor = served.editors[0]
    assert send_picture(editor, "Avance", picture(500))
    [image] = served.ask("SELECT id FROM portal_portalimage WHERE title = 'Avance'")
    [news] = served.ask("SELECT id FROM wagtailcore_page WHERE slug = 'actualites'")
    assert editor.fill_in(f"/admin/pages/add/actualites/newspage/{news}/", NEWS | PUBLISH | {"image": image})
    return image


def made(served, image):
    """Return the names of the sizes of a picture, once its page, visited after the lists that it is in, has its own."""
    question = "SELECT filter_spec, file FROM portal_portalrendition WHERE image_id = ?"
    end = time.monotonic() + 60
    while not (found := dict(served.rows(question, image))).keys() >= OWN_SIZES and time.monotonic() < end:
        time.sleep(0.1)
    assert found.keys() >= OWN_SIZES
    return found


def test_the_first_visitor_of_a_page_finds_its_pictures_made(served, image):
    before = made(served, image)
    for path in ("/", "/actualites/", "/actualites/avance/", "/actualites/rss.xml"):
        assert "Avance" in served.get(path).text, path
    assert made(served, image) == before


def test_a_picture_that_is_replaced_is_made_anew_at_once(served, image):
    before = made(served, image)
    assert send_picture(served.editors[0], "Avance", picture(510), f"/admin/images/{image}/")
    after = made(served, image)
    assert served.get("/actualites/avance/").status_code == 200
    assert made(served, image) == after
    assert not set(after.values()) & set(before.values())
