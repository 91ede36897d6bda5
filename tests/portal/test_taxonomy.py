from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from actualites.models import NewsPage
from aict.models import FundingSource
from portal.models import CountryGroup, Theme
from portal.taxonomy import is_used, merge, with_usage
from tests.factories import FundingSourceFactory, NewsIndexPageFactory, NewsPageFactory


@pytest.fixture
def eau(db):
    return Theme.objects.create(name="Eau", slug="eau")


@pytest.fixture
def water(db):
    return Theme.objects.create(name="Eau et assainissement", slug="eau-et-assainissement")


@pytest.fixture
def news(home):
    return NewsPageFactory(parent=NewsIndexPageFactory(parent=home))


def file_under(record, *themes):
    record.themes = themes
    record.save()


def test_merging_moves_every_link_of_every_app_and_doubles_none(news, eau, water):
    source = FundingSourceFactory()
    file_under(news, eau)
    file_under(source, eau, water)
    merge(eau, water)

    assert list(NewsPage.objects.get().themes.all()) == [water]
    assert list(FundingSource.objects.get().themes.all()) == [water]
    assert list(Theme.objects.all()) == [water]


def test_merging_moves_what_drafts_say_too(news, eau, water):
    file_under(news, eau)
    draft = news.save_revision()
    merge(eau, water)
    draft.refresh_from_db()

    assert list(draft.as_object().themes.all()) == [water]


def test_a_draft_that_was_never_published_is_edited_then_published_under_what_was_kept(admin_client, news, eau, water):
    news.live = False
    file_under(news, eau, water)
    news.themes = [eau, water]
    news.save_revision()
    merge(eau, water)
    form = admin_client.get(reverse("wagtailadmin_pages:edit", args=[news.pk])).context["form"]
    assert form["themes"].value() == [water.pk]

    NewsPage.objects.get().get_latest_revision().publish()
    assert list(NewsPage.objects.get().themes.all()) == [water]


def test_what_is_scheduled_is_published_under_what_was_kept(news, eau, water, time_machine):
    time_machine.move_to("2026-06-15T12:00:00+02:00")
    news.themes, news.go_live_at = [eau], timezone.now() + timedelta(hours=1)
    news.save_revision().publish()
    merge(eau, water)
    time_machine.move_to("2026-06-15T14:00:00+02:00")
    call_command("publish_scheduled")
    assert list(NewsPage.objects.get(live=True).themes.all()) == [water]


def test_the_addresses_of_what_was_merged_or_renamed_still_answer(eau, water):
    eau.slug = "eau-potable"
    eau.save()
    assert Theme.at("eau") == Theme.at("eau-potable") == eau
    merge(eau, water)
    assert Theme.at("eau") == Theme.at("eau-potable") == Theme.at("eau-et-assainissement") == water
    assert Theme.at("feu") is None


def test_an_address_taken_again_leads_to_who_has_it_now(eau, water):
    merge(eau, water)
    new = Theme.objects.create(name="Eau", slug="eau")
    assert Theme.at("eau") == new


def test_terms_of_both_kinds_are_kept_apart(eau):
    haiti = CountryGroup.objects.create(name="Haïti", slug="haiti")
    assert (Theme.every(), CountryGroup.every()) == ([eau], [haiti])


def test_usage_counts_what_every_app_files_under_a_term(news, eau, water):
    file_under(news, eau)
    file_under(FundingSourceFactory(), eau)
    assert {term.name: term.usage for term in with_usage(Theme.objects.all())} == {eau.name: 2, water.name: 0}


def test_a_term_that_serves_cannot_be_deleted_and_one_that_does_not_can(news, eau, water):
    file_under(news, eau)
    with pytest.raises(ProtectedError), transaction.atomic():
        Theme.objects.filter(pk=eau.pk).delete()
    water.delete()
    assert list(Theme.objects.all()) == [eau]


def test_a_term_serves_if_only_a_draft_names_it(news, eau):
    file_under(news, eau)
    news.save_revision()
    file_under(news)
    assert is_used(eau)
    news.save_revision()
    assert not is_used(eau)


def test_the_list_of_themes_counts_in_as_many_readings_for_one_as_for_many(
    admin_client, eau, django_assert_max_num_queries
):
    for n in range(20):
        Theme.objects.create(name=f"Sujet {n}", slug=f"sujet-{n}")
    admin_client.get(reverse("wagtailsnippets_portal_theme:list"))
    with django_assert_max_num_queries(25):
        page = admin_client.get(reverse("wagtailsnippets_portal_theme:list")).content.decode()
    assert "Utilisations" in page
    assert reverse("wagtailsnippets_portal_theme:merge", args=[eau.pk]) in page


def test_an_editor_merges_from_the_list(admin_client, news, eau, water):
    file_under(news, eau)
    address = reverse("wagtailsnippets_portal_theme:merge", args=[eau.pk])

    assert "1 utilisation" in admin_client.get(address).content.decode()
    assert "Choisissez ce qui est conservé." in admin_client.post(address, {"kept": ""}).content.decode()
    assert admin_client.post(address, {"kept": eau.pk}).status_code == 200
    assert admin_client.post(address, {"kept": water.pk}).status_code == 302
    assert list(NewsPage.objects.get().themes.all()) == [water]


def test_who_may_not_delete_may_not_merge(client, django_user_model, eau, water):
    from django.contrib.auth.models import Permission

    writer = django_user_model.objects.create_user("redaction", password="x")
    writer.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "change_theme"]))
    client.force_login(writer)
    client.post(reverse("wagtailsnippets_portal_theme:merge", args=[eau.pk]), {"kept": water.pk})
    assert Theme.objects.count() == 2


@pytest.mark.parametrize("in_bulk", [False, True])
def test_the_cms_refuses_to_delete_what_serves_and_says_what_to_do(admin_client, news, eau, in_bulk):
    file_under(news, eau)
    address = reverse("wagtailsnippets_portal_theme:delete", args=[eau.pk])
    if in_bulk:
        address = reverse("wagtail_bulk_action", args=["portal", "theme", "delete"]) + f"?id={eau.pk}"
    page = admin_client.post(address, follow=True).content.decode()

    assert "fusionnez plutôt" in page
    assert Theme.objects.filter(pk=eau.pk).exists()
