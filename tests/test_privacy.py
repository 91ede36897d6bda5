"""What is not public is nowhere: in no list, menu, count or text; and nobody is followed."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from actualites.models import NewsPage
from agenda.models import EventPage
from aict.brochure.data import build
from aict.models import BrochurePage, FundingSource, KeyFigure, Question
from portal.initial_content import page_at, rich_text
from portal.models import HomePage
from tests.crawl import crawl
from tests.factories import EventPageFactory, NewsPageFactory, ResourcePageFactory, StandardPageFactory

# A word that the site has nowhere.
SECRET = "zyxoquent"
# One page of each kind of place: chapters of a section, items of the lists, a page of duty.
HIDDEN = [
    "/s-engager/questions/",
    "/s-engager/chiffres/",
    "/s-engager/odd/",
    "/agenda/secret/",
    "/actualites/secret/",
    "/ressources/secret/",
    "/aide/",
]


@pytest.fixture
def secrets(content):
    """Pages that any visitor may read so far, each marked with the SECRET word."""
    for address, factory, fields in [
        ("/agenda/", EventPageFactory, {}),
        ("/actualites/", NewsPageFactory, {"published_on": "2020-11-03"}),
        ("/ressources/", ResourcePageFactory, {"kind": "son"}),
    ]:
        factory(parent=page_at(address).specific, slug="secret", **fields)
    pages = [page_at(address).specific for address in HIDDEN]
    for page in pages:
        page.title = page.short_title = page.lead = page.search_description = f"{SECRET} {page.pk}"
        page.save_revision().publish()
    return pages


def unpublish(page):
    page.unpublish()


def schedule(page):
    page.unpublish()
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()


def let_expire(page):
    """Reach the end of publication before the task that unpublishes makes its round."""
    Page.objects.filter(Q(pk=page.pk) | Q(alias_of=page.pk)).update(expire_at=timezone.now() - timedelta(seconds=1))


def ask_for_login(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def ask_for_password(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="sesame")


def ask_for_group(page):
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.create(name=f"Membres {page.pk}"))


WAYS = [unpublish, schedule, let_expire, ask_for_login, ask_for_password, ask_for_group]


@pytest.mark.parametrize("turn", [0, 3])
def test_a_page_that_is_not_public_is_nowhere_nor_is_its_alias(secrets, client, turn):
    """In two turns, chapters of a section and items of the lists are each hidden in every way."""
    assert SECRET in client.get("/plan-du-site/").content.decode()
    aliases = [page.create_alias(update_slug="double") for page in secrets[3:]]
    for number, page in enumerate(secrets):
        WAYS[(number + turn) % len(WAYS)](page)

    pages = crawl()
    assert len(pages) > 25
    for address, page in pages.items():
        assert SECRET not in page.html, address
        assert not [url for url in page.links if url.endswith(tuple(HIDDEN))], address
        assert page.status == 200 or address == "/introuvable/"
    assert not list(client.get("/recherche/", {"q": SECRET}).context["pages"])
    assert SECRET not in str(build(BrochurePage.objects.get()))
    assert all(SECRET not in client.get(alias.url).content.decode() for alias in aliases)


@pytest.mark.parametrize("hide", [unpublish, schedule, let_expire])
def test_a_page_that_is_not_published_is_not_found(secrets, client, hide):
    for page in secrets:
        hide(page)
    for page in secrets:
        response = client.get(page.url)
        assert response.status_code == 404
        assert SECRET not in response.content.decode()


@pytest.mark.parametrize("hide", [ask_for_login, ask_for_group])
def test_a_page_for_members_sends_to_a_form_in_the_look_of_the_site(secrets, client, hide):
    for page in secrets:
        hide(page)
    for page in secrets:
        response = client.get(page.url, follow=True)
        html = response.content.decode()
        assert response.redirect_chain[0][0].startswith("/compte/connexion/")
        assert SECRET not in html
        assert "Cette page est réservée." in html
        assert 'class="site-header"' in html
        assert f'<input type="hidden" name="next" value="{page.url}">' in html


def test_a_page_with_a_password_asks_for_it_in_the_look_of_the_site_and_opens_with_it(secrets, client):
    for page in secrets:
        ask_for_password(page)
    answer = client.get(page.url)
    html = answer.content.decode()
    assert SECRET not in html
    assert "Cette page demande un mot de passe." in html
    assert 'class="site-header"' in html
    assert set(answer.cookies) == {"csrftoken"}

    action = f"/_util/authenticate_with_password/{PageViewRestriction.objects.get(page=page).pk}/{page.pk}/"
    assert f'action="{action}"' in html
    refusal = client.post(action, {"password": "non", "return_url": page.url}).content.decode()
    assert "mot de passe que vous avez saisi" in refusal
    opened = client.post(action, {"password": "sesame", "return_url": page.url}, follow=True)
    assert SECRET in opened.content.decode()


def test_what_lies_under_a_private_page_is_private(secrets, client):
    for address in ("/s-engager/", "/agenda/", "/actualites/", "/ressources/", "/aide/"):
        ask_for_login(page_at(address))
    StandardPageFactory(parent=page_at("/aide/"), title=SECRET, slug="suite", show_in_menus=True)

    assert not [address for address, page in crawl().items() if SECRET in page.html]
    assert all(SECRET not in client.get(page.url).content.decode() for page in secrets)
    assert SECRET not in client.get("/aide/suite/").content.decode()


def test_what_is_not_published_of_the_site_is_nowhere(content):
    write_drafts()
    write_notes()
    withdraw_records()
    pages = crawl()
    for address, page in pages.items():
        assert SECRET not in page.html, (address, page.html.split(SECRET)[1][:20])
    assert "9 sur 9" in pages["/s-engager/chiffres/"].words
    assert "3 sources de financement" in pages["/s-engager/financements/"].words


def write_drafts():
    """Leave changes to be published on pages that visitors read."""
    for address in ("/", "/s-engager/", "/s-engager/histoire/", "/agenda/", "/contact/"):
        page = page_at(address).specific
        page.title = page.lead = f"{SECRET} brouillon {address}"
        page.save_revision()


def write_notes():
    """Leave notes between editors wherever there may be one."""
    for model in {type(page) for page in Page.objects.filter(depth__gt=1).specific()} | {KeyFigure, FundingSource}:
        model.objects.update(editor_note=f"{SECRET} note")
    assert SECRET in HomePage.objects.get().editor_note


def withdraw_records():
    KeyFigure.objects.filter(slug="opinion").update(live=False, short_label=SECRET, after=SECRET)
    FundingSource.objects.filter(url__contains="afd.fr").update(live=False, funder=SECRET)
    Question.objects.filter(anchor="cout").update(answer="", question=SECRET)


def test_the_words_of_a_link_stay_when_its_page_is_no_longer_public(content, client):
    page = page_at("/aide/").specific
    page.body = [("text", rich_text("<p>Voir {page:/s-engager/questions/|les réponses aux élus}.</p>"))]
    page.save_revision().publish()
    assert '<a href="/s-engager/questions/">les réponses aux élus</a>' in client.get("/aide/").content.decode()

    page_at("/s-engager/questions/").unpublish()
    html = client.get("/aide/").content.decode()
    assert "Voir <a>les réponses aux élus</a>." in html


def test_the_page_that_a_figure_leads_to_is_not_named_once_it_is_private(secrets, client):
    KeyFigure.objects.filter(slug="pays").update(related_page=page_at("/aide/"))
    assert SECRET in client.get("/s-engager/chiffres/").content.decode().split('id="pays"')[1].split("<section")[0]
    ask_for_login(page_at("/aide/"))
    assert 'href="/aide/"' not in client.get("/s-engager/chiffres/").content.decode()


def test_neighbours_skip_what_is_not_public(secrets, client):
    before, after = page_at("/s-engager/chiffres/"), page_at("/s-engager/histoire/")
    ask_for_login(page_at("/s-engager/questions/"))
    unpublish(before.specific)
    html = client.get(after.url).content.decode()
    assert 'rel="prev"' not in html
    assert 'href="/s-engager/agir/" rel="next"' in html

    newest, oldest = NewsPage.objects.filter(published_on__year=2020).exclude(slug="secret").order_by("-published_on")
    unpublish(page_at("/actualites/secret/").specific)
    assert f'href="{oldest.url}" rel="prev"' in client.get(newest.url).content.decode()


def test_counts_leave_out_what_is_not_public(secrets, client):
    def counts():
        kinds = client.get("/ressources/").content.decode()
        return "Son (2)" in kinds, client.get("/agenda/?periode=passes").context["listing"].pages.paginator.count

    event = EventPage.objects.get(slug="secret")
    event.starts_on = date(2020, 1, 1)
    event.save()
    assert counts() == (True, 4)
    for page in secrets:
        ask_for_login(page)
    assert counts() == (False, 3)


def test_no_page_leaves_anything_in_the_browser(pages):
    assert not [address for address, page in pages.items() if page.cookies]


def test_every_answer_tells_the_browser_to_run_and_to_frame_nothing_from_elsewhere(pages):
    for page in pages.values():
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "object-src 'none'" in policy
        assert "base-uri 'self'" in policy
        assert "form-action 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "camera=()" in page.headers["Permissions-Policy"]
        assert "unsafe" not in policy
        assert "http" not in policy
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert page.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert page.headers["X-Frame-Options"] == "DENY"
        assert page.headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_no_page_holds_a_style_or_a_script_that_the_policy_would_stop(pages):
    for page in pages.values():
        assert not page.soup.select("[style], style, iframe, script:not([src]):not([type='application/ld+json'])")
        assert not [name for tag in page.soup.find_all(True) for name in tag.attrs if name.startswith("on")]
