import re

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.cms_forms import NumberInput
from portal.models import SiteSettings, StandardPage, Theme
from tests.editing import add_page, edit_page, errors, sign_in, written
from tests.factories import StandardPageFactory


@pytest.mark.parametrize(
    ("typed", "number"), [("0,55", "0.55"), ("10\u202f531", "10531"), ("1 234,5", "1234.5"), ("1.8", "1.8"), ("", "")]
)
def test_a_number_is_understood_as_it_is_written_in_french(typed, number):
    assert NumberInput().value_from_datadict({"value": typed}, {}, "value") == number


@pytest.mark.parametrize(
    ("value", "shown"), [("180.000000", "180"), ("0.550000", "0,55"), ("100", "100"), ("douze", "douze"), (None, None)]
)
def test_a_number_is_shown_without_idle_zeros_and_a_mistake_as_it_was_typed(value, shown):
    assert NumberInput().format_value(value) == shown


@pytest.fixture
def editor(client, db):
    return sign_in(client)


def address():
    return reverse("wagtailsettings:edit", args=["portal", "sitesettings", SiteSettings.load().pk])


def opened(editor):
    """What the form says of the settings as it was opened."""
    page = editor.get(address()).text
    return {"opened_as": re.search(r'name="opened_as" value="([^"]*)"', page)[1].replace("&quot;", '"')}


def save(editor, state, **fields):
    return editor.post(address(), written({"name": "CUF", "menu": (), "footer": (), **state, **fields}))


def test_two_editors_who_change_different_settings_lose_nothing(editor):
    first, second = opened(editor), opened(editor)

    save(editor, first, phone="01 53 41 81 81")
    save(editor, second, email="accueil@exemple.fr")

    settings = SiteSettings.load()
    assert (settings.phone, settings.email) == ("01 53 41 81 81", "accueil@exemple.fr")


def test_the_second_editor_of_a_setting_is_told_and_then_decides(editor):
    first, second = opened(editor), opened(editor)
    save(editor, first, phone="01 53 41 81 81", email="accueil@exemple.fr")

    refused = save(editor, second, phone="01 00 00 00 00")
    assert errors(refused)["phone"][0].startswith("Quelqu’un d’autre vient de changer ce champ")
    assert 'value="01 00 00 00 00"' in refused.text
    assert SiteSettings.load().phone == "01 53 41 81 81"

    told = {"opened_as": refused.context["form"].data["opened_as"]}
    save(editor, told, phone="01 00 00 00 00")
    settings = SiteSettings.load()
    assert (settings.phone, settings.email) == ("01 00 00 00 00", "accueil@exemple.fr")


def test_one_editor_saves_again_and_again(editor):
    for phone in ("01 53 41 81 81", "01 00 00 00 00"):
        assert save(editor, opened(editor), phone=phone).status_code == 302

    assert SiteSettings.load().phone == "01 00 00 00 00"


def test_a_record_that_exists_already_is_told_beside_its_name(editor):
    Theme.objects.create(name="Eau", slug="eau")

    response = editor.post(reverse(Theme.snippet_viewset.get_url_name("add")), {"name": "Eau", "slug": "eau"})

    assert errors(response).keys() == {"name", "slug"}


def test_two_pages_may_bear_one_title_and_the_second_gets_an_address_of_its_own(editor, home):
    for _ in range(2):
        add_page(editor, home, StandardPage, publish=False, title="Bilan", slug="bilan", lead="", body=(), comments=[])
    first, second = StandardPage.objects.filter(title="Bilan").order_by("pk")
    assert (first.slug, second.slug) == ("bilan", "bilan-2")

    # The form that wrote the second by itself does not know its address yet.
    edit_page(editor, second, title="Bilan", slug="bilan", lead="Le bilan.", body=(), comments=[])
    second.refresh_from_db()
    assert (second.slug, second.live) == ("bilan-2", True)


def test_a_page_that_visitors_know_takes_no_address_but_the_one_that_is_asked_for(editor, home):
    StandardPageFactory(parent=home, title="Bilan", slug="bilan")
    known = StandardPageFactory(parent=home, title="Projet", slug="projet", first_published_at=timezone.now())

    refused = edit_page(editor, known, title="Projet", slug="bilan", lead="", body=(), comments=[])

    assert "slug" in errors(refused)
