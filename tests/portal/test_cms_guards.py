"""What nobody does by accident in the CMS, nor with malice: reviews that cross, formulas in tables taken away."""

import csv
import io

import pytest
from django.urls import reverse
from wagtail.models import Page

from portal.initial_content import page_at
from tests.editing import written
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.any_database
APPROVE = {"action-workflow-action": "1", "workflow-action-name": "approve"}


def test_who_approves_what_somebody_else_has_just_approved_loses_nothing(people, client):
    page = StandardPageFactory(parent=page_at("/"), title="À relire", live=False)
    page.save_revision()
    page.get_workflow().start(page, people["Rédaction"])
    client.force_login(people["Publication"])
    state = page.current_workflow_task_state
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), {"comment": ""})
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = written({"title": "À relire, corrigé", "slug": page.slug, "body": (), "comments": []})
    answer = client.post(address, form | APPROVE, follow=True)
    assert answer.status_code == 200
    assert "s’est terminée entre-temps" in answer.text
    page = Page.objects.get(pk=page.pk)
    assert (page.live, page.title) == (True, "À relire")
    assert page.get_latest_revision_as_object().title == "À relire, corrigé"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_title_is_no_formula_in_the_table_that_somebody_else_opens(people, client, start):
    title = f'{start}HYPERLINK("http://ailleurs.example")'
    StandardPageFactory(parent=page_at("/"), title=title).save_revision(user=people["Rédaction"], log_action=True)
    client.force_login(people["Administration"])
    answer = client.get(reverse("wagtailadmin_reports:site_history"), {"export": "csv"})
    text = b"".join(answer.streaming_content).decode()
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert f"'{title}" in cells
    assert title not in cells
