"""What visitors are told when a published event changes."""

import json
from datetime import date, time

import pytest
from bs4 import BeautifulSoup

from agenda.models import EventPage, EventSession
from portal.models import StandardPage
from tests.factories import EventPageFactory, StandardPageFactory

TODAY = "2026-06-15T12:00:00+02:00"


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(TODAY, tick=False)


@pytest.fixture
def event(agenda):
    return EventPageFactory(parent=agenda, title="Assises", slug="assises", starts_on=date(2026, 7, 1))


def publish(event, **fields):
    """Change an event as an editor does: a draft first, then its publication."""
    event = EventPage.objects.get(pk=event.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(event, name, value)
    event.save_revision().publish()
    return EventPage.objects.get(pk=event.pk)


def read(client, address="/agenda/assises/"):
    return BeautifulSoup(client.get(address).content.decode(), "html5lib")


def words(soup):
    return " ".join(soup.main.get_text().split())


def data(soup):
    return json.loads(soup.select_one('script[type="application/ld+json"]').string)


def test_a_date_that_changes_after_publication_is_told_with_the_one_before(event, client):
    publish(event, starts_on=date(2026, 9, 2))
    assert "Date modifiée" in words(read(client))
    assert "Prévu d’abord le 1er juillet 2026" in words(read(client))
    assert "Date modifiée" in words(read(client, "/agenda/"))
    assert data(read(client))["previousStartDate"] == "2026-07-01"
    assert data(read(client))["eventStatus"] == "https://schema.org/EventRescheduled"


def test_another_publication_does_not_make_visitors_forget_the_date_before(event, client):
    publish(event, starts_on=date(2026, 9, 2))
    publish(event, lead="Une phrase.")
    assert "Prévu d’abord le 1er juillet 2026" in words(read(client))


def move(event, day):
    """Change the day of the one session of an event as an editor does, and publish it."""
    event = EventPage.objects.get(pk=event.pk).get_latest_revision_as_object()
    session = event.sessions.get()
    session.day = day
    event.sessions.add(session)
    event.save_revision().publish()


def test_a_session_that_moves_after_publication_is_told_with_its_day_before(event, client):
    event.sessions.add(EventSession(day=date(2026, 7, 8), starts_at=time(9), note="Suite"))
    event.save_revision().publish()
    assert "Date modifiée" not in words(read(client))

    move(event, date(2026, 7, 15))
    publish(event, lead="Une phrase.")
    told = "le 15 juillet 2026, à 9h (prévue d’abord le 8 juillet 2026, à 9h) : Suite"
    assert told in words(read(client)).replace("\xa0", " ")
    assert "Date modifiée" in words(read(client))
    assert "Date modifiée" in words(read(client, "/agenda/"))
    assert data(read(client))["eventStatus"] == "https://schema.org/EventRescheduled"


def test_a_session_of_a_draft_that_was_never_read_changes_no_date(agenda, client):
    draft = EventPageFactory(parent=agenda, slug="assises", live=False, starts_on=date(2026, 7, 1))
    draft.sessions.add(EventSession(day=date(2026, 7, 8)))
    draft.save()
    draft.save_revision()
    move(draft, date(2026, 7, 15))
    assert "Date modifiée" not in words(read(client))


def test_a_draft_that_was_never_read_changes_no_date(agenda, client):
    draft = EventPageFactory(parent=agenda, slug="assises", live=False, starts_on=date(2026, 7, 1))
    publish(draft, starts_on=date(2026, 9, 2))
    assert "Prévu d’abord" not in words(read(client))


def test_an_hour_that_is_added_misleads_nobody(event, client):
    publish(event, starts_at=time(9), ends_at=time(12))
    assert "Date modifiée" not in words(read(client))


def test_a_postponed_event_keeps_its_address_and_says_when_it_was(event, client):
    publish(event, state="reporte-sans-date")
    assert "Reporté, nouvelle date à venir" in words(read(client))
    assert "date à venir, prévu d’abord le 1er juillet 2026" in words(read(client))
    assert data(read(client))["eventStatus"] == "https://schema.org/EventPostponed"
    publish(event, state="reporte", starts_on=date(2026, 10, 1))
    assert "Reporté" in words(read(client))
    assert "le 1er octobre 2026" in words(read(client))
    assert "Prévu d’abord le 1er juillet 2026" in words(read(client))


def test_a_cancelled_event_says_why_and_takes_no_registration(event, client):
    publish(event, registration_url="https://inscription.example/")
    assert "S’inscrire" in words(read(client))
    publish(event, state="annule", state_note="La salle est fermée.")
    page = read(client)
    assert "Annulé" in words(page)
    assert "La salle est fermée." in words(page)
    assert "S’inscrire" not in words(page)
    assert data(page)["eventStatus"] == "https://schema.org/EventCancelled"


def test_an_event_that_is_held_after_all_forgets_that_it_was_cancelled(event):
    assert publish(event, state="annule", state_note="Grève.").cancelled_at
    assert publish(event, state="confirme").cancelled_at is None


@pytest.mark.parametrize(
    ("opens", "closes", "sentence", "is_open"),
    [
        (date(2026, 6, 20), None, "Les inscriptions ouvrent le 20 juin 2026.", False),
        (None, date(2026, 6, 15), "Inscriptions jusqu’au 15 juin 2026 compris.", True),
        (None, date(2026, 6, 14), "Les inscriptions sont closes depuis le 14 juin 2026.", False),
    ],
)
def test_registration_says_whether_it_is_open(event, client, opens, closes, sentence, is_open):
    publish(
        event,
        registration_email="assises@exemple.org",
        registration_opens_on=opens,
        registration_closes_on=closes,
    )
    page = read(client)
    assert sentence in words(page)
    assert bool(page.select('main a[href="mailto:assises@exemple.org"]')) is is_open


def test_a_past_event_no_longer_takes_registrations_and_is_seen_again(event, client, time_machine):
    report = StandardPageFactory(parent=event.get_parent().get_parent(), title="Le compte rendu")
    hidden = StandardPageFactory(parent=event.get_parent().get_parent(), title="Caché", live=False)
    link = {"page": None, "url": "", "title": "", "text": ""}
    publish(
        event,
        registration_url="https://inscription.example/",
        links=[
            ("link", link | {"kind": "report", "page": report}),
            ("link", link | {"kind": "report", "page": hidden}),
            ("link", link | {"kind": "recording", "url": "https://tube.example/1", "title": "Le film"}),
        ],
    )
    time_machine.move_to("2026-07-02T12:00:00+02:00", tick=False)
    page = read(client)
    assert "Évènement passé" in words(page)
    assert "S’inscrire" not in words(page)
    assert "Revoir" in words(page)
    assert [a.get_text() for a in page.select(".event-links a")] == ["Le compte rendu", "Le film"]
    assert StandardPage.objects.count() == 2


def test_a_page_tells_every_session_and_the_card_the_next(agenda, client):
    event = EventPageFactory(parent=agenda, slug="assises", starts_on=date(2026, 6, 1), starts_at=time(9))
    event.sessions.add(EventSession(day=date(2026, 7, 8), starts_at=time(14), ends_at=time(16), note="Budget"))
    event.save()
    assert "le 8 juillet 2026, de 14h à 16h\u00a0: Budget" in words(read(client)).replace("16h :", "16h\u00a0:")
    assert "Prochaine séance le 8 juillet 2026, de 14h à 16h" in words(read(client, "/agenda/"))
    assert len(data(read(client))["subEvent"]) == 1


def test_search_engines_are_told_where_and_how_one_attends(event, client):
    publish(event, format="hybride", place="Paris", starts_at=time(9), ends_at=time(12), price="gratuit")
    told = data(read(client))
    assert told["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in told["location"]] == ["Place", "VirtualLocation"]
    assert (told["startDate"], told["endDate"]) == ("2026-07-01T09:00:00+02:00", "2026-07-01T12:00:00+02:00")
    assert told["isAccessibleForFree"] is True
