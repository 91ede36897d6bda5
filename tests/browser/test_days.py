"""A day of each role, in the CMS: one writes, one reads and publishes, one keeps the accounts."""

import subprocess
import sys

import pytest
from django.conf import settings
from playwright.sync_api import expect

from deploy.trial import trial_copy
from tests.browser.editing import choose, text_of
from tests.signing_in import PASSWORD

ROLES = {"awa": "Rédaction", "paul": "Publication", "ines": "Administration"}
MAKE = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
for name, role in {roles}.items():
    person = get_user_model().objects.create_user(name, name + "@exemple.fr", "{password}", first_name=name.title())
    person.groups.add(Group.objects.get(name=role))
"""
TITLE = "Un jumelage de plus"
PLACE = "/actualites/un-jumelage-de-plus/"


@pytest.fixture(scope="module")
def site(opened_site, tmp_path_factory):
    """A site of its own, with a colleague in each role; its messages are told in its log."""
    with trial_copy(opened_site, tmp_path_factory.mktemp("days")) as site:
        command = [sys.executable, "manage.py", "shell", "-v0", "-c", MAKE.format(roles=ROLES, password=PASSWORD)]
        subprocess.run(command, cwd=settings.BASE_DIR, env=site.environment, check=True, capture_output=True)
        yield site


@pytest.fixture
def enter(new_page):
    """Let somebody in by the door; return the page, on the home of the CMS."""

    def come_in(name):
        page = new_page(public=False, expected_errors=("400",))
        page.set_default_timeout(30_000)
        page.goto("/admin/")
        page.get_by_label("Nom d’utilisateur").fill(name)
        page.get_by_label("Mot de passe").fill(PASSWORD)
        page.get_by_role("button", name="Se connecter").click()
        page.wait_for_url("**/admin/")
        return page

    return come_in


def test_what_one_writes_another_has_corrected_then_publishes(enter, new_page):
    awa, paul = enter("awa"), enter("paul")
    visitor = new_page(expected_errors=["404"])

    awa.get_by_role("link", name="Nouvelle actualité").click()
    awa.locator("#id_title").fill(TITLE)
    awa.locator("#id_title").blur()
    awa.get_by_role("button", name="Plus d'actions").click()
    expect(awa.locator("footer").get_by_role("button", name="Publier")).to_have_count(0)
    awa.locator("footer").get_by_role("button", name="Soumettre à Relecture").click()
    expect(awa.locator(".messages .success")).to_contain_text("soumise pour modération")
    assert "n’existe pas" in text_of(visitor, PLACE)

    paul.reload()
    paul.get_by_role("link", name=TITLE).first.click()
    choose(paul, "Demander des modifications")
    paul.locator(".modal textarea, dialog textarea, [name=comment]").first.fill("Dites avec quelle ville.")
    paul.get_by_role("dialog").get_by_role("button", name="Demander des modifications").click()
    paul.wait_for_url("**/admin/**")

    awa.goto("/admin/")
    expect(awa.locator("#panel-a-faire-section, main").first).to_contain_text(TITLE)
    awa.get_by_role("link", name=TITLE).first.click()
    expect(awa.locator(".messages")).to_contain_text("Paul demande une correction : « Dites avec quelle ville. »")
    awa.locator("[name=lead]").fill("Avec Dakar.")
    choose(awa, "Resoumettre à Relecture par Publication")

    paul.goto("/admin/")
    paul.get_by_role("link", name=TITLE).first.click()
    choose(paul, "Approuver et Publier")
    paul.locator(".messages .success").wait_for()
    assert "Avec Dakar." in text_of(visitor, PLACE)


def test_who_keeps_the_accounts_invites_a_colleague(enter, site):
    ines = enter("ines")
    ines.goto("/admin/users/new/")
    person = {"username": "lea", "email": "lea@exemple.fr", "first_name": "Léa", "last_name": "Petit"}
    for name, value in person.items():
        ines.locator(f"[name={name}]").fill(value)
    ines.locator("#tab-label-roles").click()
    ines.get_by_label("Rédaction :").check()
    ines.get_by_role("button", name="Créer").click()
    expect(ines.locator(".messages")).to_contain_text("Une invitation")
    assert "To: lea@exemple.fr" in (site.data_dir / "serve.log").read_text()

    ines.goto("/admin/users/")
    ines.get_by_role("link", name="Léa Petit").click()
    ines.locator("[name=email]").fill("lea.petit@exemple.fr")
    ines.get_by_label("Envoyer de nouveau l’invitation").check()
    ines.get_by_role("button", name="Enregistrer").click()
    expect(ines.locator(".messages")).to_contain_text("partie à lea.petit@exemple.fr")
    assert "To: lea.petit@exemple.fr" in (site.data_dir / "serve.log").read_text()
