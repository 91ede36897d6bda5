"""A key kept by a browser opens the CMS, alone or after a password; nothing of it breaks the policy of the site."""

import subprocess
import sys

import pytest
from django.conf import settings

from tests.signing_in import PASSWORD

PAGES = ["/compte/second-facteur/", "/compte/second-facteur/cles/ajouter/", "/compte/second-facteur/application/"]
PAGES += ["/compte/mot-de-passe/", "/compte/connexions/", "/compte/second-facteur/codes/", "/compte/deconnexion/"]
KEY = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
KEY |= {"isUserVerified": True, "automaticPresenceSimulation": True}


@pytest.fixture
def page(browser, site):
    """A page of a browser that keeps a key, for somebody who has a password; nothing may be said in its console."""
    command = [sys.executable, "manage.py", "createsuperuser", "--noinput", "--username=awa", "--email=awa@exemple.fr"]
    environment = site.environment | {"DJANGO_SUPERUSER_PASSWORD": PASSWORD}
    subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True, capture_output=True)
    # A key belongs to a name, and an address of numbers is none.
    context = browser.new_context(base_url=site.url.replace("127.0.0.1", "localhost"), locale="fr-FR")
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text) if "/compte/" in page.url else None)
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    yield page
    context.close()
    assert not said


def sign_in(page):
    page.goto("/compte/connexion/")
    page.get_by_label("Nom d’utilisateur").fill("awa")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()


def sign_out(page):
    page.goto("/compte/deconnexion/")
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url("**/connexion/")


def test_a_key_is_added_then_opens_the_cms_alone_and_after_a_password(page, axe):
    sign_in(page)
    page.wait_for_url("**/admin/")
    page.goto("/compte/second-facteur/")
    page.get_by_role("link", name="Ajouter une clé").click()
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Nom de la clé").fill("Téléphone")
    page.get_by_role("button", name="Ajouter la clé").click()
    page.get_by_text("La clé est ajoutée.").wait_for()
    assert page.locator(".account-codes li").count() == 10

    faults = []
    for address in PAGES:
        page.goto(address)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            faults += [f"{address} {scheme}: {fault}" for fault in axe(page)]
        page.set_viewport_size({"width": 320, "height": 700})
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        faults += [f"{address} is wider than its window"] if wide > 0 else []
    assert not faults

    sign_out(page)
    page.get_by_role("button", name="Entrer avec une clé").click()
    page.wait_for_url("**/admin/")

    sign_out(page)
    sign_in(page)
    page.get_by_role("button", name="Répondre avec une clé").click()
    page.wait_for_url("**/admin/")


def test_a_key_that_does_not_answer_is_told_in_french(new_page):
    """At an address of numbers no browser gives any."""
    page = new_page(public=False)
    page.goto("/compte/connexion/")
    page.get_by_role("button", name="Entrer avec une clé").click()
    page.get_by_text("La clé n’a pas répondu").wait_for()
