from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from portal.models import CountryGroup, Theme
from tests.factories import NewsPageFactory


def test_the_list_of_the_cms_is_filtered_searched_and_sorted(index, admin_client):
    eau = Theme.objects.create(name="Eau", slug="eau")
    call = NewsPageFactory(parent=index, title="Appel sur l’eau", published_on=date(2020, 1, 1), kind="appel")
    call.themes = [eau]
    call.save()
    NewsPageFactory(parent=index, title="Ébauche", live=False)
    address = reverse("wagtailadmin_explore", args=[index.pk])

    def titles(query):
        page = admin_client.get(f"{address}?{query}").content.decode()
        return {title for title in ("Appel sur l’eau", "Ébauche") if title in page}

    assert titles("") == {"Appel sur l’eau", "Ébauche"}
    assert titles("kind=appel") == titles(f"themes={eau.pk}") == titles("live=true") == {"Appel sur l’eau"}
    assert titles("published_on__gte=2021-01-01") == set()
    assert titles("q=Ébauche") == {"Ébauche"}
    assert titles("ordering=-pinned_until") == {"Appel sur l’eau", "Ébauche"}


def test_a_new_item_is_one_step_from_anywhere_and_of_today(index, admin_client, time_machine):
    time_machine.move_to("2026-06-15T12:00:00+02:00", tick=False)
    address = reverse("new_news_item")

    assert address in admin_client.get("/admin/").content.decode()
    page = admin_client.get(address, follow=True)
    assert page.redirect_chain[-1][0] == reverse("wagtailadmin_pages:add", args=["actualites", "newspage", index.pk])
    assert 'name="published_on" value="15/06/2026"' in page.content.decode()


def test_a_new_item_is_offered_only_where_there_is_a_place_for_it_and_to_who_may_write(home, client, admin_client):
    address = reverse("new_news_item")

    assert address not in admin_client.get("/admin/").content.decode()
    assert admin_client.get(address).status_code == 404
    assert client.get(address).status_code == 302


def test_the_editor_stays_light_with_ninety_terms(index, admin_client):
    for n in range(30):
        Theme.objects.create(name=f"Une thématique {n}", slug=f"t{n}")
    CountryGroup.objects.bulk_create(CountryGroup(name=f"Un pays {n}", slug=f"p{n}") for n in range(60))
    item = NewsPageFactory(parent=index)

    assert len(admin_client.get(reverse("wagtailadmin_pages:edit", args=[item.pk])).content) < 200_000


def test_a_draft_is_published_at_its_hour_and_withdrawn_at_its_end(index, client, time_machine):
    time_machine.move_to("2026-06-15T12:00:00+02:00")
    now = timezone.now()
    item = NewsPageFactory(parent=index, live=False)
    item.go_live_at, item.expire_at = now + timedelta(hours=1), now + timedelta(hours=3)
    item.save_revision().publish()
    statuses = []
    for hour in ("12:30", "13:30", "15:30"):
        time_machine.move_to(f"2026-06-15T{hour}:00+02:00")
        call_command("publish_scheduled")
        statuses.append(client.get(item.url).status_code)
    assert statuses == [404, 200, 404]


@pytest.mark.parametrize("path", ["preview", "edit"])
def test_an_item_with_a_title_alone_is_edited_and_previewed(index, admin_client, path):
    item = NewsPageFactory(parent=index)
    item.save_revision()
    name = {"edit": "wagtailadmin_pages:edit", "preview": "wagtailadmin_pages:view_draft"}[path]
    assert admin_client.get(reverse(name, args=[item.pk])).status_code == 200
