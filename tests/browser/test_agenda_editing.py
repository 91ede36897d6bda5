"""An event announced, confirmed, moved, cancelled and held again the next year: in the CMS, and as visitors see it."""

import re
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from deploy.trial import trial_copy
from portal.templatetags.dates import day_in_words
from tests.browser.editing import choose, key_of, publish, text_of

FIRST, MOVED, NEXT = (date.today() + timedelta(days=days) for days in (40, 50, 400))


@pytest.fixture(scope="module")
def site(opened_site, tmp_path_factory):
    """A site of its own: what is announced here disturbs nobody."""
    with trial_copy(opened_site, tmp_path_factory.mktemp("agenda")) as site:
        yield site


@pytest.fixture
def visitor(new_page):
    return new_page()


def typed(day):
    return day.strftime("%d/%m/%Y")


def in_calendar(visitor, title):
    """Return the entries of the subscription whose title holds these words."""
    body = visitor.request.get("/agenda/agenda.ics").body()
    return [item for item in Calendar.from_ical(body).walk("VEVENT") if title in str(item["SUMMARY"])]


def change(open_cms, slug, **fields):
    """Publish an event with other fields."""
    page = open_cms(slug)
    for name, value in fields.items():
        field = page.locator(f"[name={name}]")
        field.select_option(value) if name == "state" else field.fill(value)
    publish(page)


@pytest.fixture(scope="module")
def announced(browser, signed_in, site):
    """An event to be confirmed, announced in the CMS."""
    context = browser.new_context(base_url=site.url, storage_state=signed_in, locale="fr-FR")
    page = context.new_page()
    page.goto(f"/admin/pages/add/agenda/eventpage/{key_of(site, 'agenda')}/")
    page.locator("[name=title]").fill("Assises des territoires")
    page.locator("[name=starts_on]").fill(day_in_words(FIRST))
    page.locator("[name=starts_at]").fill("17h30")
    page.locator("[name=ends_at]").fill("18h15")
    page.locator("[name=state]").select_option("a-confirmer")
    page.locator("[name=place]").fill("Lyon")
    publish(page)
    context.close()
    return "assises-des-territoires"


def test_an_event_to_be_confirmed_is_on_its_page_the_list_the_home_page_and_in_calendars(announced, visitor):
    for address in (f"/agenda/{announced}/", "/agenda/", "/"):
        text = text_of(visitor, address)
        assert "Assises des territoires" in text
        assert "À confirmer" in text
        assert f"le {day_in_words(FIRST)}, de 17h30 à 18h15" in text
    [entry] = in_calendar(visitor, "Assises")
    assert entry["STATUS"] == "TENTATIVE"
    assert entry.decoded("DTSTART").strftime("%Hh%M") == "17h30"


def test_an_event_is_confirmed_then_moved_and_keeps_its_address_and_its_calendar_entry(announced, open_cms, visitor):
    change(open_cms, announced, state="confirme")
    assert "À confirmer" not in text_of(visitor, f"/agenda/{announced}/")
    [before] = in_calendar(visitor, "Assises")
    change(open_cms, announced, starts_on=typed(MOVED))
    for address in (f"/agenda/{announced}/", "/agenda/", "/"):
        text = text_of(visitor, address)
        assert "Date modifiée" in text
        assert f"le {day_in_words(MOVED)}, de 17h30 à 18h15" in text
        assert f"Prévu d’abord le {day_in_words(FIRST)}" in text
    [after] = in_calendar(visitor, "Assises")
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("DTSTART").date() == MOVED


def test_an_event_is_postponed_without_a_date_at_the_same_address(announced, open_cms, visitor):
    change(open_cms, announced, state="reporte-sans-date")
    text = text_of(visitor, f"/agenda/{announced}/")
    assert "Reporté, nouvelle date à venir" in text
    assert "date à venir, prévu d’abord" in text
    [entry] = in_calendar(visitor, "Assises")
    assert str(entry["SUMMARY"]).startswith("REPORTÉ")


def test_a_cancellation_says_why_everywhere(announced, open_cms, visitor):
    page = open_cms(announced)
    page.locator("[name=state]").select_option("annule")
    choose(page, "Publier")
    error = page.locator(".w-field", has=page.locator("[name=state_note]")).locator(".error-message")
    assert error.inner_text().strip() == "Dites pourquoi l’évènement est annulé : les visiteurs le liront."
    page.locator("[name=state_note]").fill("La salle est fermée.")
    publish(page)

    text = text_of(visitor, f"/agenda/{announced}/")
    assert "Annulé" in text
    assert "La salle est fermée." in text
    assert "Annulé" in text_of(visitor, "/agenda/")
    assert "Annulé" in text_of(visitor, "/")
    [entry] = in_calendar(visitor, "Assises")
    assert entry["STATUS"] == "CANCELLED"
    assert str(entry["SUMMARY"]).startswith("ANNULÉ")


def test_the_next_edition_is_a_copy_with_its_own_days_and_starts_afresh(announced, open_cms, visitor, site):
    page = open_cms(address=f"/admin/pages/{key_of(site, announced)}/copy/")
    page.get_by_role("button", name="Copier cette page").click()
    error = page.locator(".w-field", has=page.locator("[name=starts_on]")).locator(".error-message")
    assert error.inner_text().strip() == "Donnez le premier jour de la nouvelle édition."
    page.locator("[name=new_title]").fill("Assises, deuxième édition")
    page.locator("[name=new_slug]").fill("assises-2")
    page.locator("[name=starts_on]").fill(typed(NEXT))
    page.get_by_role("button", name="Copier cette page").click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    assert page.locator("[name=state]").input_value() == "confirme"
    assert page.locator("[name=starts_at]").input_value() == "17h30"
    assert len(in_calendar(visitor, "Assises")) == 1
    publish(page)
    assert f"le {day_in_words(NEXT)}, de 17h30 à 18h15" in text_of(visitor, "/agenda/assises-2/")
    first, second = in_calendar(visitor, "Assises")
    assert first["UID"] != second["UID"]
