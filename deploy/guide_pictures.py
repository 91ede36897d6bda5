"""Takes the pictures of the help, in static/img/guide/, from the CMS as it is: `make pictures`.

A site of its own is opened for it, and ended; nothing of it stays but the pictures.
"""

import io
import os
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from deploy.chromium import chromium
from deploy.trial import trial_site

OUT = Path(__file__).resolve().parent.parent / "static/img/guide"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
FLAGS += ["--lang=fr-FR"]
# Twice as many points as are shown: portal/guide/chapters.py halves them.
SCALE = 2
SIZE = {"width": 1100, "height": 760}
EXAMPLE = "Un titre qui dit ce que l’on apprend"
LEAD = "Deux phrases qui disent l’essentiel à qui ne lira pas la suite."


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="portail-") as folder, trial_site(folder) as site, sync_playwright() as p:
        browser = p.chromium.launch(executable_path=chromium(), args=FLAGS, env=os.environ | {"LANGUAGE": "fr"})
        context = browser.new_context(
            base_url=site.url, viewport=SIZE, device_scale_factor=SCALE, locale="fr-FR", reduced_motion="reduce"
        )
        page = context.new_page()
        page.goto("/admin/")
        keep(page, "connexion")
        page.get_by_label("Nom d’utilisateur").fill("admin")
        page.get_by_label("Mot de passe").fill(site.admin_password)
        page.get_by_role("button", name="Se connecter").click()
        page.wait_for_url("**/admin/")
        for take in (home, listing, news, event, history, figure, phone):
            take(page)
        browser.close()


def keep(page, name, clip=None):
    """Keep what is seen of the page, or a part of it (x, y, width, height), as a small picture."""
    page.wait_for_timeout(800)
    box = dict(zip(("x", "y", "width", "height"), clip, strict=True)) if clip else None
    picture = Image.open(io.BytesIO(page.screenshot(clip=box, animations="disabled")))
    picture.convert("RGB").save(OUT / f"{name}.webp", quality=62, method=6)


def home(page):
    keep(page, "accueil-cms", (0, 0, 1100, 620))


def listing(page):
    page.locator("#wagtail-sidebar").get_by_role("button", name="Pages").click()
    keep(page, "pages", (0, 0, 760, 520))
    page.keyboard.press("Escape")


def news(page):
    """An item of news, from its title to its publication; it is left as a draft."""
    page.goto("/admin/")
    page.get_by_role("link", name="Nouvelle actualité").click()
    page.locator("[name=title]").fill(EXAMPLE)
    page.locator("[name=lead]").fill(LEAD)
    keep(page, "actualite")
    page.get_by_role("button", name="Insérer un bloc").first.click()
    page.get_by_role("option", name="Texte").wait_for()
    keep(page, "blocs")
    page.get_by_role("option", name="Texte").click()
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.type("Un texte court, en phrases simples.")
    keep(page, "texte")
    page.get_by_role("button", name="Choisir une image").first.click()
    page.get_by_role("tab", name="Transférer").click()
    keep(page, "image")
    page.keyboard.press("Escape")
    page.locator(".modal").first.wait_for(state="hidden")
    page.get_by_role("button", name="Plus d'actions").click()
    keep(page, "publier", (200, 460, 900, 300))
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Afficher/masquer le statut").click()
    keep(page, "etat")
    page.get_by_text("Programmer", exact=True).click()
    page.locator("[name=go_live_at]").wait_for()
    keep(page, "programmer")


def event(page):
    page.goto("/admin/evenements/")
    keep(page, "evenements", (0, 0, 1100, 520))


def history(page):
    page.goto("/admin/pages/search/?q=mentions")
    page.locator("main a[href*='/edit/']").first.click()
    page.get_by_role("link", name="Historique").first.click()
    page.wait_for_url("**/history/**")
    keep(page, "historique", (0, 0, 1100, 520))


def figure(page):
    page.goto("/admin/snippets/aict/keyfigure/")
    page.locator("tbody a[href*='/edit/']").first.click()
    page.get_by_role("button", name="Ajouter un(e) valeur").scroll_into_view_if_needed()
    keep(page, "chiffre")


def phone(page):
    """The same form on a phone, as somebody who has opened no panel finds it."""
    page.set_viewport_size({"width": 390, "height": 760})
    page.evaluate("localStorage.clear()")
    page.goto("/admin/pages/search/?q=mentions")
    page.locator("main a[href*='/edit/']").first.click()
    page.locator("[name=title]").wait_for()
    keep(page, "telephone")


if __name__ == "__main__":
    main()
