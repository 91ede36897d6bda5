"""Links of the site to itself: each page and each anchor is looked at; what is broken leads to where it is mended."""

import pytest
from django.urls import reverse

from portal.initial_content import add_page, page_at
from portal.links.round import make_round
from portal.models import CheckedLink, StandardPage

pytestmark = [pytest.mark.any_database, pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")]


def with_text(html, slug="liens"):
    """Publish a page with this text."""
    return add_page(page_at("/"), StandardPage(title="Des liens", slug=slug, body=[("text", html)]))


def broken():
    return {link.address: link.reason for link in make_round(0) if link.is_inside}


def test_the_initial_content_leads_nowhere_in_vain(content):
    assert broken() == {}
    assert CheckedLink.objects.filter(is_inside=True).count() > 20


def test_a_page_or_an_anchor_that_is_not_there_is_told(content):
    with_text(
        '<p><a href="/introuvable/">a</a> <a href="/s-engager/questions/#nulle-part">b</a>'
        ' <a href="http://testserver/agenda/">c</a> <a href="/s-engager/chiffres/#partenariats">d</a></p>'
    )
    found = broken()
    assert set(found) == {"/introuvable/", "/s-engager/questions/#nulle-part"}
    assert "l’ancre « nulle-part »" in found["/s-engager/questions/#nulle-part"]


def test_a_link_to_a_page_that_is_withdrawn_is_told_until_it_is_mended(content, admin_client):
    page = with_text(f'<p><a linktype="page" id="{page_at("/aide/").pk}">aide</a></p>')
    assert broken() == {}
    page_at("/aide/").specific.unpublish()
    assert list(broken()) == ["/aide/"]
    report = admin_client.get(reverse("need_liens-a-reparer")).text
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in report
    page_at("/aide/").specific.save_revision().publish()
    assert broken() == {}


def test_a_link_that_an_editor_has_verified_is_reported_no_more(content, admin_client):
    with_text('<p><a href="/introuvable/">a</a></p>')
    make_round(0)
    link = CheckedLink.objects.get(address="/introuvable/")
    answer = admin_client.post(reverse("verify_link", args=[link.pk]), follow=True)
    assert "Lien vérifié à la main" in answer.text
    assert broken() == {}
