"""Pictures made at publication, on a site that is served for real."""

import time

import pytest

from tests.deploy.served import picture, send_picture
from tests.editing import PUBLISH

pytestmark = pytest.mark.xdist_group("faults")

NEWS = {"title": "Avance", "slug": "avance", "kind": "information", "body": (), "documents": ()}
NEWS |= {"comments": [], "related_resources": (), "related_news": ()}
OWN_SIZES = {f"format-{kind}|width-{width}" for kind in ("avif", "webp", "jpeg") for width in (400, 800, 1200)}


def test_the_first_visitor_of_a_page_finds_its_pictures_made(served):
    editor = served.editors[0]
    assert send_picture(editor, "Avance", picture(1300))
    [image] = served.ask("SELECT id FROM portal_portalimage WHERE title = 'Avance'")
    [news] = served.ask("SELECT id FROM wagtailcore_page WHERE slug = 'actualites'")
    assert editor.fill_in(f"/admin/pages/add/actualites/newspage/{news}/", NEWS | PUBLISH | {"image": image})

    def made():
        return set(served.ask("SELECT filter_spec FROM portal_portalrendition WHERE image_id = ?", image))

    end = time.monotonic() + 60
    # The page itself is visited after the lists that it is in.
    while not made() >= OWN_SIZES and time.monotonic() < end:
        time.sleep(0.1)
    before = made()
    assert before >= OWN_SIZES
    for path in ("/", "/actualites/", "/actualites/avance/", "/actualites/rss.xml"):
        assert "Avance" in served.get(path).text, path
    assert made() == before
