"""Events in the CMS: written, refused, duplicated, found."""

from datetime import date, time

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from agenda.models import EventPage, EventSession
from tests.factories import EventPageFactory


@pytest.fixture
def editor(admin_client):
    return admin_client


def form(sessions=(), **fields):
    """The fields that the form of an event sends."""
    rows = [{"day": day, "starts_at": "", "ends_at": "", "note": "", "id": ""} for day in sessions]
    return nested_form_data(
        {
            "title": "Assises",
            "slug": "assises",
            "state": "confirme",
            "starts_on": "25/04/2027",
            "body": streamfield([]),
            "links": streamfield([]),
            "sessions": inline_formset(rows),
            "comments": inline_formset([]),
        }
        | fields
    )


def create(editor, agenda, publish=True, **fields):
    data = form(**fields) | ({"action-publish": "1"} if publish else {})
    return editor.post(reverse("wagtailadmin_pages:add", args=["agenda", "eventpage", agenda.pk]), data)


def errors(response):
    found = response.context["form"].errors
    return {name: [str(error) for error in of_field] for name, of_field in found.items()}


def test_an_event_is_announced_with_dates_and_hours_as_french_people_type_them(editor, agenda, client):
    response = create(editor, agenda, starts_on="jeudi 25 avril 2027", starts_at="17h30", ends_at="18 h 15")
    assert response.status_code == 302
    event = EventPage.objects.get()
    assert event.when == "le 25 avril 2027, de 17h30 à 18h15"
    assert event.live
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()
    assert 'value="25/04/2027"' in page
    assert 'value="17h30"' in page


@pytest.mark.parametrize("publish", [True, False])
@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"ends_on": "24/04/2027"}, "ends_on", "La fin ne peut pas précéder le début."),
        ({"ends_at": "17h30"}, "ends_at", "L’heure de fin suit celle du début, qui doit être donnée."),
        ({"starts_at": "18h", "ends_at": "17h"}, "ends_at", "L’heure de fin suit celle du début"),
        ({"starts_on": "31/12/9999"}, "starts_on", "Cette date est hors du calendrier"),
        ({"state": "annule"}, "state_note", "Dites pourquoi"),
        ({"registration_closes_on": "26/04/2027"}, "registration_closes_on", "après l’évènement"),
        ({"registration_url": "pas une adresse"}, "registration_url", ""),
        ({"registration_email": "pas une adresse"}, "registration_email", ""),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_for_drafts_too(editor, agenda, publish, fields, field, sentence):
    response = create(editor, agenda, publish, **fields)
    assert response.status_code == 200
    assert list(errors(response)) == [field]
    assert sentence in errors(response)[field][0]


def test_a_day_that_is_missing_or_not_understood_is_refused(editor, agenda):
    for typed in ("", "demain", "31/02/2027"):
        assert list(errors(create(editor, agenda, publish=False, starts_on=typed))) == ["starts_on"]


def test_sessions_follow_the_first_day(editor, agenda):
    assert create(editor, agenda, sessions=["24/04/2027"]).status_code == 200
    assert not EventPage.objects.exists()
    assert create(editor, agenda, sessions=["2/5/2027", "9 mai 2027"]).status_code == 302
    event = EventPage.objects.get()
    assert event.when == "3 séances, du 25 avril au 9 mai 2027"
    assert event.end.date() == date(2027, 5, 9)


def copy(editor, event, **fields):
    data = {"new_title": "Assises 2028", "new_slug": "assises-2028", "new_parent_page": event.get_parent().pk}
    return editor.post(reverse("wagtailadmin_pages:copy", args=[event.pk]), data | fields)


def test_the_next_edition_of_an_event_asks_for_its_own_days(editor, agenda):
    event = EventPageFactory(parent=agenda, state="annule", state_note="Grève.", place="Paris")
    event.sessions.add(EventSession(day=date(2026, 7, 1)))
    event.save()
    address = reverse("wagtailadmin_pages:copy", args=[event.pk])
    assert "Nouveau premier jour" in editor.get(address).content.decode()
    assert "starts_on" in errors(copy(editor, event))
    assert "ends_on" in errors(copy(editor, event, starts_on="3/4/2028", ends_on="2/4/2028"))

    response = copy(editor, event, starts_on="3 avril 2028", ends_on="4/4/2028", publish_copies="on")
    edition = EventPage.objects.get(slug="assises-2028")
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[edition.pk])
    assert (edition.when, edition.state, edition.place) == ("du 3 au 4 avril 2028", "confirme", "Paris")
    assert edition.live
    assert not edition.sessions.exists()
    assert edition.former == ""
    assert edition.get_latest_revision_as_object().starts_on == date(2028, 4, 3)
    assert EventPage.objects.upcoming(edition.begin).get() == edition


@pytest.mark.parametrize(
    ("day", "hours", "field", "sentence"),
    [
        ("3/4/2028", (time(14), time(12)), "ends_on", "finit à 12h et commence à 14h"),
        ("26/3/2028", (time(2, 30), time(5)), "starts_on", "on passe à l’heure d’été"),
    ],
)
def test_a_next_edition_whose_hours_would_not_hold_is_refused_beside_its_days(
    editor, agenda, day, hours, field, sentence
):
    days = {"starts_on": date(2026, 6, 1), "ends_on": date(2026, 6, 2)}
    event = EventPageFactory(parent=agenda, **days, starts_at=hours[0], ends_at=hours[1])
    assert sentence in errors(copy(editor, event, starts_on=day))[field][0]
    assert not EventPage.objects.filter(slug="assises-2028").exists()


def test_a_next_edition_leads_neither_to_the_registration_nor_to_the_meeting_of_the_last_one(editor, agenda):
    links = {"registration_url": "https://example.org/2026", "join_url": "https://example.org/visio"}
    event = EventPageFactory(parent=agenda, **links, shows_join_url=True, registration_email="contact@example.org")
    copy(editor, event, starts_on="3/4/2028")
    edition = EventPage.objects.get(slug="assises-2028")
    assert (edition.registration_url, edition.join_url, edition.shows_join_url) == ("", "", False)
    assert edition.registration_email == "contact@example.org"


def test_editors_find_events_by_period_state_and_words(editor, agenda):
    EventPageFactory(parent=agenda, title="Passé lointain", starts_on=date(2020, 1, 1))
    EventPageFactory(parent=agenda, title="Avenir annulé", starts_on=date(2150, 1, 1), state="annule", state_note="x")
    address = reverse("evenements:index")
    for query, shown in [
        ("", 2),
        ("?period=passes", 1),
        ("?period=a-venir", 1),
        ("?state=annule", 1),
        ("?q=lointain", 1),
    ]:
        page = editor.get(f"{address}{query}")
        assert page.status_code == 200
        assert len(page.context["object_list"]) == shown
    assert "Annulé" in editor.get(address).content.decode()


def test_the_page_of_the_editor_is_light(editor, agenda):
    event = EventPageFactory(parent=agenda)
    for address in (
        reverse("wagtailadmin_pages:edit", args=[event.pk]),
        reverse("wagtailadmin_pages:add", args=["agenda", "eventpage", agenda.pk]),
    ):
        assert len(editor.get(address).content) < 220_000
