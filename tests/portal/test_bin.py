"""« Corbeille »: what is deleted in the CMS is nowhere on the site, and comes back whole for thirty days."""

from datetime import date, timedelta

import pytest
import wagtail_factories
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, Revision

from actualites.models import NewsPage
from agenda.models import EventPage, EventSession
from aict.models import KeyFigure
from portal.backup.rows import models, number_after, values_of
from portal.bin.archive import last_keys, throw_away
from portal.bin.restoring import restore
from portal.initial_content import page_at
from portal.models import BinnedPage, StandardPage, Theme
from ressources.models import DossierPage
from ressources.models.dossiers import DossierItem
from tests.crawl import crawl
from tests.editing import delete_page, restore_page, sign_in
from tests.factories import (
    AgendaPageFactory,
    DossierPageFactory,
    EventPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    ResourceCentrePageFactory,
    ResourcePageFactory,
    StandardPageFactory,
)
from tests.test_privacy import SECRET, secrets  # noqa: F401

pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")


@pytest.fixture
def cms(client, home):
    return sign_in(client)


def rows():
    """Return every row of every table that says something of a page."""
    left = {"portal.binnedpage", "wagtailcore.pagelogentry", "wagtailcore.modellogentry", "wagtailcore.referenceindex"}
    return {
        model._meta.label_lower: [values_of(record) for record in model._base_manager.order_by("pk")]
        for model in models()
        if model._meta.label_lower not in left
    }


def test_a_page_comes_back_as_it_was_to_the_last_row(cms, home):
    agenda = AgendaPageFactory(parent=home)
    image = wagtail_factories.ImageFactory()
    before, event, after = (EventPageFactory(parent=agenda, title=title) for title in ("Avant", "Foire", "Après"))
    event.image = image
    event.sessions.add(EventSession(day=date(2026, 7, 1)))
    event.themes.add(Theme.objects.create(name="Eau", slug="eau"))
    event.save_revision().publish()
    event.title = "Une ébauche"
    event.save_revision()
    Redirect.objects.create(old_path="/vieille", redirect_page=event, site=None)
    PageViewRestriction.objects.create(page=event, restriction_type="password", password="sesame")
    expected = rows()

    binned = delete_page(cms, event)
    assert (binned.title, binned.page_count, binned.live_count) == ("Une ébauche", 1, 1)
    assert not Revision.page_revisions.filter(object_id=str(event.pk)).exists()
    restore(binned.pk, agenda, None)

    assert rows() == expected
    assert [page.pk for page in agenda.get_children()] == [before.pk, event.pk, after.pk]
    assert ReferenceIndex.get_references_to(image).exists()
    assert not BinnedPage.objects.exists()


def test_a_page_comes_back_with_those_under_it_and_their_addresses(cms, home):
    top = StandardPageFactory(parent=home, title="Guide")
    middle = StandardPageFactory(parent=top, title="Chapitre")
    draft = StandardPageFactory(parent=middle, title="Ébauche", live=False)
    StandardPageFactory(parent=home, title="Autre")
    addresses = [top.url, middle.url, draft.url]
    binned = delete_page(cms, top)
    assert binned.page_count == 3
    assert [cms.get(address).status_code for address in addresses] == [404, 404, 404]
    StandardPageFactory(parent=home, title="Venue entre-temps")

    answer = restore_page(cms, binned)
    assert "est revenue, à l’adresse /guide/" in answer.text
    found = [Page.objects.get(pk=page.pk) for page in (top, middle, draft)]
    assert [page.url for page in found] == addresses
    assert [page.live for page in found] == [True, True, False]
    assert [page.title for page in home.get_children()] == ["Guide", "Autre", "Venue entre-temps"]
    assert cms.get("/guide/chapitre/").status_code == 200
    assert Page.find_problems() == ([], [], [], [], [])


def test_what_was_live_may_come_back_as_a_draft(cms, home):
    page = StandardPageFactory(parent=home, title="Guide")
    StandardPageFactory(parent=page, title="Chapitre")
    restore_page(cms, delete_page(cms, page), is_live=None)
    assert list(Page.objects.filter(depth__gt=2).values_list("live", "has_unpublished_changes")) == [(False, True)] * 2
    assert cms.get("/guide/").status_code == 404


def test_a_publication_whose_hour_passed_in_the_bin_waits_for_an_editor(cms, home):
    page = StandardPageFactory(parent=home, live=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    binned = delete_page(cms, page)
    (revision,) = binned.archive["rows"]["wagtailcore.revision"]
    revision["approved_go_live_at"] = (timezone.now() - timedelta(hours=1)).isoformat()
    binned.save()
    restore_page(cms, binned)
    call_command("publish_scheduled")
    assert not Page.objects.get(pk=page.pk).live


def test_an_address_taken_meanwhile_is_told_and_another_is_given(cms, home):
    page = StandardPageFactory(parent=home, title="Guide", slug="guide")
    under = StandardPageFactory(parent=page, slug="suite")
    page.save_revision()
    binned = delete_page(cms, page)
    StandardPageFactory(parent=home, title="Le nouveau guide", slug="guide")

    answer = restore_page(cms, binned)
    assert "Son ancienne adresse est prise" in answer.text
    assert Page.objects.get(pk=under.pk).url == "/guide-1/suite/"
    Page.objects.get(pk=page.pk).get_latest_revision().publish()
    assert Page.objects.get(pk=page.pk).url == "/guide-1/"


def test_a_rule_made_by_a_change_of_address_leads_no_restored_page_away(cms, home, django_capture_on_commit_callbacks):
    page = StandardPageFactory(parent=home, title="Guide", slug="guide")
    binned = delete_page(cms, page)
    heir = StandardPageFactory(parent=home, title="Guide", slug="guide")
    heir.slug = "guide-pratique"
    with django_capture_on_commit_callbacks(execute=True):
        heir.save_revision().publish()
    assert Redirect.objects.filter(old_path="/guide").exists()
    restore_page(cms, binned)
    Page.objects.get(pk=page.pk).unpublish()
    assert cms.get("/guide/").status_code == 404


def test_a_page_whose_place_is_gone_is_put_elsewhere(cms, home):
    parent = StandardPageFactory(parent=home, title="Dossier")
    page = StandardPageFactory(parent=parent, title="Fiche", slug="fiche")
    inner, outer = delete_page(cms, page), delete_page(cms, parent)
    address = reverse("corbeille:restore", args=[inner.pk])
    assert "qui est aussi à la corbeille" in cms.get(address).text
    outer.delete()
    assert "qui n’existe plus" in cms.get(address).text

    answer = restore_page(cms, inner)
    assert "Cette page n’existe plus." in answer.text
    agenda = AgendaPageFactory(parent=home)
    assert "ne va pas sous « Agenda »" in restore_page(cms, inner, parent=agenda.pk).text
    restore_page(cms, inner, parent=home.pk)
    assert StandardPage.objects.get(pk=page.pk).url == "/fiche/"
    assert cms.get("/dossier/fiche/").url == "/fiche/"


def test_what_led_to_a_page_leads_to_it_again(cms, home):
    centre = ResourceCentrePageFactory(parent=home)
    resource = ResourcePageFactory(parent=centre)
    dossier = DossierPageFactory(parent=centre)
    dossier.items.add(DossierItem(resource=resource))
    dossier.save()
    figure = KeyFigure.objects.create(name="Un", slug="un", short_label="un", related_page=resource)
    binned = delete_page(cms, resource)
    assert not DossierPage.objects.get().items.exists()
    restore_page(cms, binned)
    assert [item.resource_id for item in DossierPage.objects.get().items.all()] == [resource.pk]
    assert KeyFigure.objects.get(pk=figure.pk).related_page_id == resource.pk


def test_a_page_comes_back_without_what_was_deleted_meanwhile(cms, home):
    news = NewsIndexPageFactory(parent=home)
    image = wagtail_factories.ImageFactory()
    theme = Theme.objects.create(name="Eau", slug="eau")
    item = NewsPageFactory(parent=news, image=image)
    item.themes.add(theme)
    item.save_revision().publish()
    binned = delete_page(cms, item)
    image.delete()
    theme.delete()
    assert restore_page(cms, binned).status_code == 200
    item = NewsPage.objects.get()
    assert item.image is None
    assert not item.themes.exists()
    assert cms.get(item.url).status_code == 200


def test_no_new_page_takes_the_number_of_one_that_may_come_back(home):
    page = StandardPageFactory(parent=home)
    throw_away(page, None)
    (archive,) = BinnedPage.objects.values_list("archive", flat=True)
    keys = last_keys()
    assert keys["wagtailcore.page"] == page.pk
    BinnedPage.objects.update(archive=archive | {"rows": {"wagtailcore.page": [{"id": page.pk + 500}]}})
    number_after(last_keys())
    assert StandardPageFactory(parent=home).pk > page.pk + 500


def test_a_page_in_the_bin_is_nowhere(secrets, client):  # noqa: F811
    image = wagtail_factories.ImageFactory(title="Photo")
    news = page_at("/actualites/secret/").specific
    news.image = image
    news.save_revision().publish()
    chief = get_user_model().objects.create_superuser("chef", "", "un-mot-de-passe-a-soi")
    thrown = [page for page in secrets if page.url.endswith("/secret/") or page.url == "/aide/"]
    addresses = [page.url for page in thrown]
    for page in thrown:
        throw_away(page, chief)

    kept = [page for page in secrets if page not in thrown]
    for page in kept:
        page.unpublish()
    for address, page in crawl().items():
        assert SECRET not in page.html, address
    assert [client.get(address).status_code for address in addresses] == [404] * 4
    assert not list(client.get("/recherche/", {"q": SECRET}).context["pages"])
    assert client.get(image.file.url).status_code == 404
    Page.objects.filter(pk__in=[page.pk for page in kept]).update(title="Autre", draft_title="Autre")
    client.force_login(chief)
    for address in (
        "/admin/pages/search/?q=" + SECRET,
        "/admin/evenements/",
        "/admin/reports/mes-brouillons/",
        "/admin/",
    ):
        assert f"{SECRET} {thrown[0].pk}" not in client.get(address).text, address


def test_a_page_comes_back_to_search_and_its_pictures_with_it(content, client):
    image = wagtail_factories.ImageFactory(title="Photo")
    event = EventPageFactory(parent=page_at("/agenda/"), title=f"Foire {SECRET}", image=image)
    binned = throw_away(event, None)
    assert not list(client.get("/recherche/", {"q": SECRET}).context["pages"])
    restore(binned.pk, event.get_parent(), None)
    assert list(client.get("/recherche/", {"q": SECRET}).context["pages"])
    assert client.get(image.file.url).status_code == 200
    assert EventPage.objects.get(pk=event.pk).url == event.url
