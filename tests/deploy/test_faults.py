"""What breaks while people read and write: nothing that was said to be done is lost, nothing stays half-done."""

import resource
import signal
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import pytest

from tests.deploy.served import picture, send_picture, workers_of

pytestmark = pytest.mark.xdist_group("faults")

# Every page that a trial wrote, and whether it is whole: published as its revision says, in the tree, found by search.
PAGES = """
from wagtail.models import Page
from portal.models import StandardPage
from portal.models.search import SearchEntry
assert not any(Page.find_problems()), Page.find_problems()
for page in StandardPage.objects.filter(title__startswith="{word} "):
    revision = page.live_revision
    revised = page.live and revision is not None and revision.as_object().title == page.title
    print(page.title, revised and SearchEntry.objects.filter(page=page, title=page.title).exists(), sep=":")
"""
# Every picture that a trial sent, and whether its file is what its record says.
PICTURES = """
from django.core.files.storage import default_storage
from wagtail.utils.file import hash_filelike
from portal.models import PortalImage
for image in PortalImage.objects.filter(title__startswith="{word} "):
    with image.open_file() as file:
        print(image.title, image.file_size == file.size and image.file_hash == hash_filelike(file), sep=":")
"""


@contextmanager
def at_work(act):
    """Do `act(number)` again and again beside what the block does, then once more; gives the numbers that succeeded."""
    done, over = [], threading.Event()

    def work():
        number = 0
        while True:
            is_last = over.is_set()
            number += 1
            if act(number):
                done.append(number)
            else:
                time.sleep(0.1)
            if is_last:
                return

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield done
    finally:
        over.set()
        worker.join()


def wait_for_more(done, number=2):
    end, wanted = time.monotonic() + 60, len(done) + number
    while len(done) < wanted and time.monotonic() < end:
        time.sleep(0.02)
    assert len(done) >= wanted


def test_what_was_published_is_whole_when_the_server_is_killed_meanwhile(served):
    editor = served.editors[0]
    with at_work(lambda number: editor.publish(served.home, f"Panne {number}")) as done:
        wait_for_more(done)
        served.kill_workers()
        wait_for_more(done)
        served.kill()
        wait_for_more(done)

    pages = served.found(PAGES, "Panne")
    assert all(pages.values()), pages
    assert {f"Panne {number}" for number in done} <= pages.keys()
    # Asked twice, the second time from the cache; the plan of the site lists them all.
    for _ in range(2):
        assert all(f"Panne {number}" in served.get(f"/panne-{number}/").text for number in (done[0], done[-1]))
        listed = served.get("/sitemap.xml").text
        assert all(f"/panne-{number}/" in listed for number in done)
    assert f"/panne-{done[-1]}/" in served.get(f"/recherche/?q=Panne+{done[-1]}").text


def test_what_an_editor_is_told_is_published_is_what_the_busiest_visitors_read_from_then_on(served):
    editor = served.editors[0]
    with at_work(lambda _: served.get("/sitemap.xml").ok):
        for number in range(6):
            assert editor.publish(served.home, f"Presse {number}")
            readings = [f"/presse-{number}/" in served.get("/sitemap.xml").text for _ in range(8)]
            assert readings == [True] * 8


def test_a_picture_is_kept_whole_or_not_at_all_when_the_server_is_killed_meanwhile(served):
    editor, data = served.editors[0], picture(1000)
    with at_work(lambda number: send_picture(editor, f"Envoi {number}", data)) as done:
        wait_for_more(done)
        served.kill()
        wait_for_more(done)

    pictures = served.found(PICTURES, "Envoi")
    assert all(pictures.values()), pictures
    assert {f"Envoi {number}" for number in done} <= pictures.keys()


def is_kept_soon(served, path):
    """Whether a page comes from the cache again, once a worker that left it alone asks it anew."""
    end = time.monotonic() + 60
    while served.get(path).headers["X-Cache"] != "hit":
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True


def test_without_the_cache_pages_are_answered_and_are_never_those_of_before(served):
    editor = served.editors[0]
    assert editor.publish(served.home, "Cache 1")
    assert is_kept_soon(served, "/cache-1/")
    served.cache.send_signal(signal.SIGSTOP)
    try:
        assert "Cache 1" in served.get("/cache-1/").text
        assert editor.publish(served.home, "Cache 2")
    finally:
        served.cache.send_signal(signal.SIGCONT)
    assert "/cache-2/" in served.get("/sitemap.xml").text
    served.cache.kill()
    served.cache.wait()
    for path in ("/", "/agenda/", "/cache-2/", "/recherche/?q=eau", "/sante/pret/"):
        assert served.get(path).status_code == 200, path
    assert served.get("/sante/pret/").json()["cache"] == "mal"
    assert editor.publish(served.home, "Cache 3")
    served.start_cache()
    assert is_kept_soon(served, "/cache-3/")


@contextmanager
def full_disk(served, size):
    """No file of the workers may grow beyond `size`, as on a disk that is full."""
    for worker in workers_of(served.process):
        resource.prlimit(worker, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        for worker in workers_of(served.process):
            resource.prlimit(worker, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def test_a_full_disk_refuses_a_file_in_words_and_keeps_nothing_of_it(served):
    editor, small, large = served.editors[0], picture(900), picture(2700)
    files = served.files()
    with full_disk(served, 5_500_000):
        assert len(small) < 2_500_000 < 5_500_000 < len(large)
        assert send_picture(editor, "Disque 1", small) is False
        assert editor.last.status_code == 200
        assert "Le serveur n’a plus de place pour ce fichier" in editor.last.text
        assert send_picture(editor, "Disque 2", large) is False
        assert editor.last.status_code == 507
        assert "Le serveur n’a plus de place." in editor.last.text
        assert served.get("/agenda/").status_code == 200
    assert served.found(PICTURES, "Disque") == {}
    assert served.files() == files
    assert send_picture(editor, "Disque 3", small)


def test_two_hundred_visitors_and_fifty_silent_lines_while_three_editors_publish(served):
    addresses = ["/", "/agenda/", "/actualites/", "/s-engager/", "/ressources/", "/sitemap.xml"]

    def visit(number):
        return [served.get(addresses[(number + n) % len(addresses)]).status_code for n in range(3)]

    def write(rank):
        titles = [f"Foule {rank} {number}" for number in range(4)]
        return [title for title in titles if served.editors[rank].publish(served.home, title)]

    with ExitStack() as stack, ThreadPoolExecutor(203) as pool:
        for _ in range(50):
            line = stack.enter_context(socket.create_connection(("127.0.0.1", served.port)))
            line.sendall(b"GET / HTTP/1.1\r\nHost: ")
        written = [pool.submit(write, rank) for rank in range(3)]
        statuses = [status for visit in pool.map(visit, range(200)) for status in visit]
        published = {title for future in written for title in future.result()}
    assert set(statuses) == {200}
    assert len(published) == 12
    pages = served.found(PAGES, "Foule")
    assert pages == dict.fromkeys(published, True)
    listed = served.get("/sitemap.xml").text
    assert all(f"/{title.lower().replace(' ', '-')}/" in listed for title in published)
