"""No screen of the CMS speaks English: those who write for the association do not."""

import json
import re
import subprocess
import sys

import pytest
from django.conf import settings

from deploy.trial import trial_copy
from tests.browser.editing import key_of, rows
from tests.cms_crawl import ENGLISH, Crawler, english

# Names of licences and of places, and what editors are told of another site's words.
PROPER = re.compile(
    r"Creative Commons|^(America|Europe|Asia|Africa|Atlantic|Pacific|Etc|US|Indian)/|Save the Date|CC BY"
)
EVERYTHING = ("/admin/", "/admin/reports/site-history/", "/admin/jsi18n/")


MOVED = ("aide", "contact", "agenda", "partenaires")
# A page that waits for its reading, one that was sent back, one that is locked, one that is scheduled.
IN_MOTION = """
from datetime import timedelta
from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Page, Workflow
user, workflow = get_user_model().objects.first(), Workflow.objects.get()
waiting, returned, locked, later = (Page.objects.get(slug=slug).specific for slug in {slugs})
for page in (waiting, returned, later):
    page.save_revision(user=user, changed=True)
workflow.start(waiting, user)
workflow.start(returned, user).current_task_state.reject(user=user, comment="Quelle année ?")
locked.locked, locked.locked_by, locked.locked_at = True, user, timezone.now()
locked.save()
later.go_live_at = timezone.now() + timedelta(days=2)
later.save_revision(user=user).publish(user=user)
"""


@pytest.fixture(scope="module")
def site(opened_site, tmp_path_factory):
    """A site of its own, in which everything that may happen to a page is under way."""
    with trial_copy(opened_site, tmp_path_factory.mktemp("french")) as site:
        command = [sys.executable, "manage.py", "shell", "-v0", "-c", IN_MOTION.format(slugs=MOVED)]
        subprocess.run(command, cwd=settings.BASE_DIR, env=site.environment, check=True, capture_output=True)
        yield site


@pytest.fixture(scope="module")
def visitor(browser, site, signed_in):
    context = browser.new_context(base_url=site.url, locale="fr-FR", storage_state=signed_in)
    yield context.request
    context.close()


@pytest.fixture(scope="module")
def crawler(visitor, site):
    """A crawler that has been everywhere."""

    def get(address):
        response = visitor.get(address)
        is_text = response.headers.get("content-type", "").startswith(("text/html", "application/json"))
        return response.status, response.text() if is_text else ""

    kinds = rows(site, "SELECT id, content_type_id FROM wagtailcore_page")
    crawler = Crawler(get, dict(kinds))
    bulk = ", ".join(str(key) for key, _ in kinds[-2:]).replace(", ", "&id=")
    acts = ("delete", "move", "publish", "unpublish")
    moved = (f"/admin/pages/{key_of(site, slug)}/edit/" for slug in MOVED)
    crawler.crawl(*EVERYTHING, *moved, *(f"/admin/bulk/wagtailcore/page/{act}/?id={bulk}" for act in acts))
    return crawler


def left_in_english(screens):
    found = {}
    for address, text in screens.items():
        for string in english(text, ENGLISH):
            if not PROPER.search(string):
                found.setdefault(string, address)
    return found


def test_no_screen_of_the_cms_speaks_english(crawler):
    assert len(crawler.screens) > 150
    assert left_in_english(crawler.screens) == {}


def test_no_form_answers_in_english(crawler, visitor):
    """What is refused says why in French: each form that adds something is sent empty."""
    token = next(c["value"] for c in visitor.storage_state()["cookies"] if c["name"] == "csrftoken")
    answers = {}
    for address in crawler.screens:
        if re.search(r"/(add|new)/([\w/]*)$", address) and "multiple" not in address:
            response = visitor.post(address, form={"csrfmiddlewaretoken": token})
            answers[address] = response.text()
    assert len(answers) > 15
    assert left_in_english(answers) == {}


def test_what_scripts_say_is_in_french(visitor):
    catalogue = re.search(r"const newcatalog = ({.*?\n  });", visitor.get("/admin/jsi18n/").text(), re.DOTALL)[1]
    values = json.loads(catalogue).values()
    said = [text for value in values for text in ([value] if isinstance(value, str) else value)]
    said = [re.sub(r"%\(\w+\)s", "…", text) for text in said]
    assert len(said) > 80
    assert left_in_english({"/admin/jsi18n/": json.dumps(said)}) == {}
