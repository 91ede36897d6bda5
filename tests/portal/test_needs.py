"""What the home of the CMS counts, what the reports list, and for whom."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupPagePermission

from agenda.choices import State
from portal.models import FruitlessSearch, SiteSettings
from portal.vigilance.needs import every_need
from tests.editing import sign_in
from tests.factories import (
    AgendaPageFactory,
    EventPageFactory,
    FundingSourceFactory,
    KeyFigureFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    ResourceCentrePageFactory,
    ResourcePageFactory,
    StandardPageFactory,
)
from tests.samples import film, image

# Wagtail leaves to the garbage collector the files in which it makes pictures.
UNCLOSED = ["ignore:Unclosed file <tempfile:ResourceWarning"]
UNCLOSED += ["ignore:Exception ignored:pytest.PytestUnraisableExceptionWarning"]
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings(*UNCLOSED)]

HOME = "/admin/"
ALL_WELL = "Tout est en ordre"


@pytest.fixture
def editor(client, home):
    home.lead = "Bienvenue."
    home.save()
    SiteSettings.objects.create(**dict.fromkeys(SiteSettings.EXPECTED[:9], "x"), audit_on="2026-01-01", audit_score=80)
    SiteSettings.objects.update(scheme_url="https://a.fr", action_plan_url="https://a.fr")
    return sign_in(client)


@pytest.fixture
def writer(client, home):
    """Somebody who may write below the home page, and nothing else."""
    group = Group.objects.create(name="Plumes")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(group=group, page=home, permission=Permission.objects.get(codename="add_page"))
    user = get_user_model().objects.create_user("plume", password="x")
    user.groups.add(group)
    client.force_login(user)
    return user


def counts(user):
    return {need.slug: count for need in every_need() if need.is_for(user) and (count := need.count(user))}


def days_ago(number):
    return timezone.localdate() - timedelta(days=number)


def make_one_of_each(home):
    """Make one record for each need, and beside it one that lacks nothing."""
    link = [("link", {"page": None, "url": "https://a.fr", "title": "", "text": "", "kind": "report"})]
    StandardPageFactory(parent=home, title="Muette")
    StandardPageFactory(parent=home, lead="Dite.", editor_note="À vérifier.")
    KeyFigureFactory(value=1)
    KeyFigureFactory(value=1, value__checked_on=days_ago(365))
    KeyFigureFactory(value=1, live=False)
    for days in (31, 30, -1):
        FundingSourceFactory(closes_on=days_ago(-days), checked_on=days_ago(1))
    FundingSourceFactory(is_permanent=True, checked_on=days_ago(366))
    agenda = AgendaPageFactory(parent=home, lead="Dit.")
    for age, fields in ((3, {}), (400, {}), (-3, {}), (3, {"links": link}), (3, {"state": State.CANCELLED})):
        EventPageFactory(parent=agenda, lead="Dit.", starts_on=days_ago(age), **fields)
    news = NewsIndexPageFactory(parent=home, lead="Dit.")
    NewsPageFactory(parent=news, lead="Dit.", closes_on=days_ago(-14), image=image())
    NewsPageFactory(parent=news, lead="Dit.", closes_on=days_ago(-15), image=image(description="Une carte."))
    centre = ResourceCentrePageFactory(parent=home, lead="Dit.")
    ResourcePageFactory(parent=centre, lead="Dit.", kind="video", recording=film())
    ResourcePageFactory(parent=centre, lead="Dit.", kind="video", recording=film(recorded_on=days_ago(5000)))
    FruitlessSearch.objects.create(words="jumelages")


EXPECTED = {
    "chiffres-a-verifier": 1,
    "financements-a-verifier": 1,
    "appels-clos": 2,
    "actualites-bientot-closes": 1,
    "evenements-sans-compte-rendu": 1,
    "pages-sans-description": 1,
    "images-sans-alternative": 1,
    "sans-transcription": 1,
    "notes-a-confirmer": 1,
    "recherches": 1,
}


def test_each_need_is_counted_to_the_unit_and_the_home_leads_to_its_report(editor, home):
    assert ALL_WELL in editor.get(HOME).text
    make_one_of_each(home)

    assert counts(get_user_model().objects.get()) == EXPECTED
    text = editor.get(HOME).text
    assert ALL_WELL not in text
    for slug in EXPECTED:
        assert f'href="/admin/reports/{slug}/"' in text


def test_each_report_lists_filters_and_exports_in_french(editor, home):
    make_one_of_each(home)
    for need in every_need():
        address = f"/admin/reports/{need.slug}/"
        assert need.advice in editor.get(address).context["view"].advice
        rows = list(csv.reader(io.StringIO(editor.get(address, {"export": "csv"}).getvalue().decode())))
        sheet = openpyxl.load_workbook(io.BytesIO(editor.get(address, {"export": "xlsx"}).getvalue())).active
        assert [cell.value for cell in next(sheet.iter_rows())] == rows[0]
        assert rows[0] == [*(column.label for column in need.columns), "À corriger ici"]
        assert len(rows) - 1 >= EXPECTED.get(need.slug, 0)
        for row in rows[1:]:
            assert editor.get(row[-1]).status_code == 200, row
    filtered = editor.get("/admin/reports/chiffres-a-verifier/", {"is_listed": "false"})
    assert "Rien à signaler" in filtered.text


def test_the_home_asks_as_few_questions_for_many_records_as_for_one(editor, home):
    make_one_of_each(home)
    editor.get(HOME)
    with CaptureQueriesContext(connection) as once:
        editor.get(HOME)
    for number in range(3):
        StandardPageFactory(parent=home, title=f"Muette {number}", editor_note="À voir.")
        KeyFigureFactory(value=1)
        FundingSourceFactory(closes_on=days_ago(1))
    with CaptureQueriesContext(connection) as again:
        editor.get(HOME)
    # One question for each kind of page of which a note is to be settled.
    assert len(again) == len(once)
    assert len(once) <= 45


def test_who_may_mend_nothing_is_told_of_nothing(writer, client, home):
    make_one_of_each(home)
    text = client.get(HOME).text
    assert "chiffre" not in text.partition("Ce dont le site a besoin")[2].partition("Aide à la rédaction")[0]
    assert client.get("/admin/reports/chiffres-a-verifier/").status_code == 302
    assert counts(writer) == {"recherches": 1}

    mine = StandardPageFactory(parent=home, title="La mienne", owner=writer)
    assert counts(writer)["pages-sans-description"] == 1
    assert f"/admin/pages/{mine.pk}/edit/" in client.get("/admin/reports/pages-sans-description/").text
    assert "Muette" not in client.get("/admin/reports/pages-sans-description/").text


def test_what_waits_for_an_editor_is_named(editor, home):
    user = get_user_model().objects.get()
    assert "Rien ne vous attend" in editor.get(HOME).text
    draft = StandardPageFactory(parent=home, title="Publiée", lead="Dit.")
    draft.title = "Brouillon du jour"
    draft.save_revision(user=user)
    other = StandardPageFactory(parent=home, title="D’une autre", lead="Dit.")
    other.save_revision(user=get_user_model().objects.create_user("autre"))
    coming = StandardPageFactory(parent=home, title="Bientôt", lead="Dit.", live=False)
    coming.go_live_at = timezone.now() + timedelta(days=6)
    coming.save_revision(user=user).publish()
    StandardPageFactory(parent=home, title="Partante", lead="Dit.", expire_at=timezone.now() + timedelta(days=1))
    StandardPageFactory(parent=home, title="Restante", lead="Dit.", expire_at=timezone.now() + timedelta(days=8))

    text = editor.get(HOME).text.partition("Ce qui vous attend")[2].partition("Ce dont le site a besoin")[0]
    assert "1 brouillon à finir" in text
    assert f'href="/admin/pages/{draft.pk}/edit/"' in text
    assert "Brouillon du jour" in text
    assert "D’une autre" not in text
    assert "2 pages programmées" in text
    assert "paraîtra le" in text
    assert "disparaîtra le" in text
    assert "Restante" not in text


def test_what_was_submitted_waits_for_who_approves(editor, home):
    user = get_user_model().objects.get()
    page = StandardPageFactory(parent=home, title="À lire", lead="Dit.", live=False)
    page.save_revision(user=user)
    page.get_workflow().start(page, user)

    text = editor.get(HOME).text
    assert "1 page à relire" in text
    assert "soumise par redactrice" in text
    rows = editor.get("/admin/reports/a-relire/", {"export": "csv"}).getvalue().decode()
    assert f"/admin/pages/{page.pk}/edit/" in rows
