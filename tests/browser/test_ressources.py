"""A resource of each kind from its files to its readers, as an editor and a visitor live them."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.editing import key_of, publish

FILES = Path(__file__).resolve().parents[2] / "ressources" / "content" / "files"
FILM = "/ressources/exemple-video/"


@pytest.fixture
def cms(open_cms):
    return open_cms(address="/admin/")


@pytest.fixture
def centre(site):
    """The primary key of the page of the resources."""
    return key_of(site, "ressources")


def upload_recording(page, kind, file, title, captions):
    page.goto(f"/admin/media/{kind}/add/")
    page.locator("#id_title").fill(title)
    page.locator("#id_file").set_input_files(FILES / file)
    page.locator("#id_captions").set_input_files(FILES / captions)
    page.locator("form[action*='/media/'] [type=submit], main form [type=submit]").last.click()
    page.locator(".messages .success").wait_for()


def write(page, centre, title, kind):
    page.goto(f"/admin/pages/add/ressources/resourcepage/{centre}/")
    page.locator("#id_title").fill(title)
    page.locator("#id_kind").select_option(kind)
    page.wait_for_timeout(500)


def choose(page, opener, title):
    """Choose a record in the dialog that a button opens."""
    opener.click()
    page.locator(".modal-dialog").get_by_role("link", name=title).first.click()
    page.locator(".modal-dialog").wait_for(state="detached")


@pytest.mark.parametrize(
    ("kind", "media", "file", "captions", "tag"),
    [("video", "video", "fil.mp4", "fil.vtt", "video"), ("son", "audio", "notes.mp3", "notes.vtt", "audio")],
)
def test_a_recording_is_uploaded_published_and_played(cms, centre, new_page, kind, media, file, captions, tag):
    title = f"Essai de {kind}"
    upload_recording(cms, media, file, title, captions)
    write(cms, centre, title, kind)
    choose(cms, cms.locator("#id_recording-chooser [data-chooser-action-choose]").first, title)
    publish(cms)

    reader = new_page()
    assert reader.goto(f"/ressources/essai-de-{kind}/").status == 200
    reader.locator("[data-lines] [data-start]").nth(1).click()
    reader.wait_for_function(f"() => document.querySelector('{tag}').currentTime >= 2.4")
    expect(reader.locator("[data-lines] [aria-current]")).to_have_count(1)


def test_several_documents_are_sent_at_once_and_a_bad_one_says_why(cms):
    cms.goto("/admin/documents/multiple/add/")
    bad = {"name": "faux.pdf", "mimeType": "application/pdf", "buffer": b"rien"}
    good = [
        {"name": f"guide-{n}.pdf", "mimeType": "application/pdf", "buffer": (FILES / "fiche.pdf").read_bytes()}
        for n in (1, 2)
    ]
    cms.locator("#fileupload").set_input_files([*good, bad])
    cms.locator("#upload-list .upload-success").nth(1).wait_for()
    cms.get_by_text("ne s’ouvre pas").wait_for()


def test_a_film_refused_in_the_window_of_choice_says_why_beside_its_field(open_cms, centre):
    page = open_cms(address=f"/admin/pages/add/ressources/resourcepage/{centre}/")
    page.locator("#id_recording-chooser [data-chooser-action-choose]").first.click()
    window = page.locator(".modal-dialog")
    window.get_by_role("tab", name="Transférer une vidéo").click()
    form = window.get_by_role("tabpanel", name="Transférer une vidéo")
    form.locator("[name$=upload-title]").fill("Faux film")
    form.locator("[name$=upload-file]").set_input_files({"name": "a.mp4", "mimeType": "video/mp4", "buffer": b"rien"})
    form.locator("[type=submit]").click()
    window.get_by_text("ni un son ni une vidéo").wait_for()
    assert window.get_by_role("tab", name="Transférer une vidéo").get_attribute("aria-selected") == "true"


def test_a_film_plays_from_the_second_that_is_asked_for(new_page):
    page = new_page()
    ranges = []
    page.on("response", lambda answer: ranges.append(answer.status) if "/enregistrements/" in answer.url else None)
    page.goto(f"{FILM}#t=6")
    page.wait_for_function("() => Math.abs(document.querySelector('video').currentTime - 6) < 0.1")
    assert 206 in ranges

    page.locator("video").evaluate("video => { video.muted = true; return video.play(); }")
    page.wait_for_function("() => document.querySelector('video').currentTime > 6.5")
    assert page.locator("[data-lines] [aria-current]").inner_text().startswith("0:06")

    page.get_by_role("navigation", name="Chapitres").get_by_text("Le fil").click()
    page.wait_for_function("() => document.querySelector('video').currentTime < 5.9")
    assert page.url.endswith("#t=2.5")


def test_words_are_found_in_the_transcript_whatever_their_accents(new_page):
    page = new_page()
    page.goto(FILM)
    page.get_by_label("Chercher dans la transcription").fill("aigue")
    page.get_by_text("2 passages").wait_for()
    page.get_by_label("Chercher dans la transcription").press("Enter")
    page.wait_for_function("() => document.querySelector('video').currentTime >= 5.9")


def test_a_film_starts_on_a_slow_line_and_the_site_answers_meanwhile(new_page):
    page = new_page()
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    slow = {"offline": False, "latency": 300, "downloadThroughput": 30_000, "uploadThroughput": 30_000}
    line.send("Network.emulateNetworkConditions", slow)
    page.goto(FILM)
    page.locator("video").evaluate("video => { video.muted = true; return video.play(); }")
    page.wait_for_function("() => document.querySelector('video').currentTime > 0.5", timeout=60_000)
    assert new_page().goto("/").status == 200


def test_a_film_is_downloaded_under_its_name(new_page):
    page = new_page()
    page.goto(FILM)
    with page.expect_download() as download:
        page.locator(".resource-files a").first.click()
    assert download.value.suggested_filename == "Un fil entre deux points.mp4"


def test_an_album_is_seen_with_the_keyboard_and_gives_the_focus_back(new_page):
    page = new_page()
    page.goto("/ressources/exemple-photo/")
    first, second = page.locator("[data-photo]").all()
    first.press("Enter")
    viewer = page.locator("dialog[open]")
    expect(viewer.get_by_role("status")).to_have_text("Photo 1 sur 2")
    page.keyboard.press("ArrowRight")
    expect(viewer.get_by_role("status")).to_have_text("Photo 2 sur 2")
    viewer.get_by_role("button", name="Suivante").click()
    expect(viewer.get_by_role("status")).to_have_text("Photo 1 sur 2")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    viewer.wait_for(state="detached")
    assert second.evaluate("link => link === document.activeElement")


def test_an_album_is_swiped(new_page):
    page = new_page(360, 740, has_touch=True)
    page.goto("/ressources/exemple-photo/")
    page.locator("[data-photo]").first.click()
    box = page.locator(".viewer__photo").bounding_box()
    page.mouse.move(box["x"] + 250, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 100, box["y"] + 100, steps=4)
    page.mouse.up()
    expect(page.locator("dialog[open] [role=status]")).to_have_text("Photo 2 sur 2")


def test_without_a_script_photographs_and_filters_still_answer(new_page):
    page = new_page(javascript=False)
    page.goto("/ressources/")
    page.get_by_label("Son").check()
    page.get_by_role("button", name="Voir les ressources").click()
    page.wait_for_url("**type=son**")
    assert "son" in page.locator("#resultats").inner_text()
    page.goto("/ressources/exemple-photo/")
    page.locator("[data-photo]").first.click()
    page.wait_for_url("**/photos/**")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address",
    [
        "/ressources/",
        "/ressources/?vue=liste&tri=titre&type=faux",
        "/ressources/exemple-texte/",
        "/ressources/exemple-photo/",
        "/ressources/exemple-son/",
        FILM,
    ],
)
def test_resources_fit_every_window_and_break_no_rule_of_accessibility(new_page, axe, address, width, scheme):
    page = new_page(width, color_scheme=scheme)
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []
