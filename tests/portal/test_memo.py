"""What requests share of the content: never older than what each finds, never a change that is not committed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import Site

from portal import memo
from portal.initial_content import page_at
from portal.models import Acronym, SiteSettings
from portal.page_cache import generation
from portal.page_cache.middleware import is_public
from portal.structure import structure
from portal.visits import visit


def tagline(address="/aide/"):
    """Return whether a visitor reads this in the foot of a page: what the editors say of the association there."""
    return "Une autre signature" in visit(address).text


def change_tagline():
    settings = SiteSettings.load()
    settings.tagline = "Une autre signature"
    settings.save()


def kept(state, value):
    """Return what a request that finds the content in this state is given, of what reads as `value` now."""
    with memo.fresh(lambda: state):
        return memo.keep("word", lambda: value)


def test_what_one_request_has_read_others_share_until_the_content_changes(content, django_assert_num_queries):
    with memo.fresh(generation.state):
        first = structure()
    with memo.fresh(generation.state), django_assert_num_queries(1):
        assert structure() == first
    change_tagline()
    with memo.fresh(generation.state), django_assert_num_queries(3):
        assert structure() == first


def test_a_change_shows_at_once(content):
    assert not tagline()
    change_tagline()
    assert tagline()


def test_outside_a_request_nothing_is_shared():
    assert memo.keep("word", lambda: "old") == "old"
    assert memo.keep("word", lambda: "new") == "new"
    with memo.fresh():
        assert memo.keep("word", lambda: "old") == "old"
    with memo.fresh():
        assert memo.keep("word", lambda: "new") == "new"


def test_only_the_last_state_is_kept():
    assert kept("1", "a") == kept("1", "b") == "a"
    assert kept("2", "c") == "c"
    assert kept("1", "d") == "d"


def test_what_a_slow_request_reads_late_is_not_given_to_those_that_find_a_newer_state():
    """Two threads: the one that found the old state reads and keeps after the other has kept the new one."""

    def slow():
        with memo.fresh(lambda: "1"):
            memo.keep("before", lambda: "old")
            assert threads.submit(kept, "2", "new").result() == "new"
            return memo.keep("word", lambda: "old")

    with ThreadPoolExecutor(2) as threads:
        assert threads.submit(slow).result() == "old"
        assert threads.submit(kept, "2", "read again").result() == "new"
        assert threads.submit(kept, "3", "newest").result() == "newest"


def test_what_is_kept_is_made_of_nothing_that_was_read_before_its_state_was_found():
    """A change between: the request remembers what it replaced, which those that come after it must not be given."""
    content = ["old"]
    with memo.fresh(lambda: content[0]):
        memo.remember("content", content.copy)
        content[0] = "new"
        assert memo.keep("word", lambda: memo.remember("content", content.copy)) == ["new"]


def test_each_request_has_objects_of_its_own(content):
    with memo.fresh(generation.state):
        page = next(iter(structure().values()))
        page.title = "Un titre que personne n’a publié"
    with memo.fresh(generation.state):
        assert structure()[page.pk].title != page.title


def test_what_is_rolled_back_is_kept_by_nobody(content):
    assert not tagline()
    with transaction.atomic():
        change_tagline()
        assert tagline()
        transaction.set_rollback(True)
    change_acronym()
    assert not tagline()


def change_acronym():
    """Change something else, which the database may number as it did what was rolled back."""
    Acronym.objects.first().save()


def test_what_is_visited_from_within_a_request_is_kept_by_nobody(content):
    with memo.fresh():
        assert not tagline()
        change_tagline()
        with memo.fresh(lambda: "1"):
            memo.keep("word", lambda: "an editor’s")
    assert kept("1", "a visitor’s") == "a visitor’s"


@pytest.mark.parametrize("address", ["/", "/?utm_source=lettre", "/recherche/?q=eau"])
def test_visitors_share_whatever_the_address(address):
    assert is_public(RequestFactory().get(address))


@pytest.mark.parametrize("address", ["/admin/", "/brouillon/1/abc/", "/documents/1/a.pdf", "/compte/connexion/"])
def test_what_is_not_for_all_is_read_anew(address):
    assert not is_public(RequestFactory().get(address))


def test_editors_drafts_and_forms_read_anew_and_leave_nothing_behind(content, admin_client, client):
    page = page_at("/aide/").specific
    page.title = "Un brouillon"
    page.save_revision()
    admin_client.get("/aide/")
    admin_client.get(f"/admin/pages/{page.pk}/view_draft/")
    client.post("/ecrire/", {})
    assert memo._kept == ("", {})
    assert "Un brouillon" not in client.get("/plan-du-site/").text


def test_a_page_leaves_the_menus_at_the_very_end_of_its_publication(content, time_machine):
    time_machine.move_to("2026-11-26T10:00:30+01:00", tick=False)
    page = page_at("/aide/")
    page.expire_at = timezone.now() + timedelta(seconds=5)
    page.save()
    assert 'href="/aide/"' in visit("/plan-du-site/").text
    time_machine.shift(timedelta(seconds=5))
    assert 'href="/aide/"' not in visit("/plan-du-site/").text


def test_what_nobody_marked_shows_in_the_end(content, time_machine):
    time_machine.move_to("2026-11-26T10:00:30+01:00", tick=False)
    assert not tagline()
    SiteSettings.objects.update(tagline="Une autre signature")
    time_machine.shift(timedelta(seconds=generation.LONGEST))
    assert tagline()


def test_a_second_site_is_found_by_its_name(content, client):
    assert client.get("/", headers={"host": "127.0.0.1"}).context["page"].depth == 2
    Site.objects.create(hostname="127.0.0.1", root_page=page_at("/aide/"))
    assert client.get("/", headers={"host": "127.0.0.1"}).context["page"].slug == "aide"
    assert client.get("/").context["page"].depth == 2
