"""What every app needs to load its initial content, and what belongs to no app.

The content is text of the project: one or more TOML files in each app's content/ folder.
An app that has some has a module initial_content with `load_pages()`, which makes its
pages and records, and `load_texts()`, which writes the texts that name others.
"""

import re
import tomllib
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site
from wagtail.utils.apps import get_app_submodules

from portal import models, roles
from portal.models import Acronym, HomePage, SiteSettings
from portal.search import indexing

PAGE_LINK = re.compile(r"\{page:([^|}]+)\|([^}]+)\}")
FIGURE = re.compile(r"\{chiffre:([\w-]+)\}")


def read(app, name):
    """Return the content of <app>/content/<name>.toml."""
    return tomllib.loads((Path(settings.BASE_DIR) / app / "content" / f"{name}.toml").read_text(encoding="utf-8"))


def page_at(path):
    """Return the page at a path of the site, « /s-engager/ »."""
    home = HomePage.objects.get()
    return Page.objects.get(url_path=home.url_path + path.lstrip("/"))


def add_page(parent, page):
    """Put a new page under its parent, live, with a first version to go back to."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def rewrite(page, **fields):
    """Change these fields of a page, and publish that."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def rich_text(text, figures=None):
    """Return a text with its links to pages, and with the figures that it cites, as the database keeps them.

    `figures` gives the primary key of each figure by its slug.
    """

    def link(found):
        return f'<a linktype="page" id="{page_at(found[1]).pk}">{found[2]}</a>'

    def figure(found):
        return f'<embed embedtype="key-figure" id="{figures[found[1]]}"/>'

    return FIGURE.sub(figure, PAGE_LINK.sub(link, text.strip()))


@transaction.atomic
def load_everything():
    """Load the initial content of every app, all or nothing; return whether there was anything to do.

    A site that already has a home page is an editor's: nothing of it is touched.
    """
    if HomePage.objects.exists():
        return False
    modules = [module for _, module in get_app_submodules("initial_content")]
    with indexing.paused():
        for step in ("load_pages", "load_texts"):
            for module in modules:
                getattr(module, step)()
    indexing.rebuild()
    return True


def load_pages():
    """Make the home page in place of Wagtail's welcome page, and the acronyms."""
    content = read("portal", "site")
    root = Page.objects.get(depth=1)
    root.get_children().delete()
    fields = {n: v for n, v in content["home"].items() if n not in ("parts", "buttons")}
    home = add_page(Page.objects.get(depth=1), HomePage(slug="accueil", show_in_menus=True, **fields))
    Site.objects.all().delete()
    Site.objects.create(
        hostname="localhost", root_page=home, is_default_site=True, site_name=settings.WAGTAIL_SITE_NAME
    )
    for name, value in content["organisation"].items():
        SiteSettings.objects.update_or_create(pk=1, defaults={name: value})
    roles.load(home)
    for short, long in content["acronyms"].items():
        Acronym.objects.create(short=short, long=long, slug=slugify(short))


def load_texts():
    """Make the pages of duty after all the others, then fill the home page and the menu."""
    content = read("portal", "site")
    home = HomePage.objects.get()
    for fields in content["pages"]:
        add_page(home, duty_page(**fields))
    for fields in content["pages"]:
        rewrite(page_at(f"/{fields['slug']}/").specific, body=duty_body(**fields))
    buttons = [("link", menu_link(*link)) for link in content["home"]["buttons"]]
    rewrite(home, buttons=buttons, parts=[home_part(home, **part) for part in content["home"]["parts"]])
    site = SiteSettings.load()
    site.menu = [("link", menu_link(**link)) for link in content["menu"]]
    site.footer = [
        ("column", {"title": column["title"], "links": [menu_link(*link) for link in column["links"]]})
        for column in content["footer"]
    ]
    site.save()
    for old, new in content["redirects"].items():
        Redirect.add_redirect(old, page_at(new))


def duty_page(model, text="", **fields):
    return getattr(models, model)(show_in_menus=True, **fields)


def duty_body(text="", **fields):
    """Return the blocks of a text, in which each <h2> is a heading of its own."""
    parts = enumerate(re.split("<h2>(.*?)</h2>", text))
    blocks = [("heading", {"text": part}) if odd % 2 else ("text", rich_text(part)) for odd, part in parts]
    return [(name, value) for name, value in blocks if name == "heading" or value]


def home_part(home, type, answers=(), **fields):  # noqa: A002
    """Return a part of the home page as its StreamField takes it."""
    if not answers:
        return type, fields
    block = home._meta.get_field("parts").stream_block.child_blocks[type].child_blocks["answers"].child_block
    figures = block.child_blocks["figure"].target_model.objects.in_bulk(field_name="slug")
    return type, fields | {
        "answers": [
            {
                "question": answer["question"],
                "figure": figures[answer["figure"]],
                "link": link_to(answer["page"], answer["title"]),
            }
            for answer in answers
        ]
    }


def link_to(address, title):
    """Return a link to a page, or to a place on it: « /s-engager/questions/#cout »."""
    path, _, anchor = address.partition("#")
    return {"page": page_at(path), "anchor": anchor, "url": "", "title": title, "text": ""}


def menu_link(page, label=""):
    return {"page": page_at(page), "label": label}
