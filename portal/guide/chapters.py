"""The chapters of « Aide à la rédaction »: text/<slug>.md, in the order of contents.toml.

A chapter opens with its title (« # ») and one sentence that says what it is for; each « ## » opens a section.
Links between chapters are their slugs, pictures the names of files of static/img/guide/.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from PIL import Image

from portal.search.words import words
from portal.typography import typeset, typeset_html

FOLDER = Path(__file__).parent
PICTURES = Path(__file__).resolve().parent.parent.parent / "static/img/guide"
_ELSEWHERE = re.compile(r"[a-z]+:|/|#")


@dataclass
class Section:
    """A part of a chapter: its anchor, its title (that of the chapter for its opening), and its HTML."""

    anchor: str
    title: str
    html: str

    @cached_property
    def text(self):
        return " ".join(strip_tags(self.html.replace("><", "> <")).split()).replace("&amp;", "&")

    @cached_property
    def stems(self):
        return [word.stem for word in words(self.text)]


@dataclass
class Chapter:
    """What the help says of one subject."""

    slug: str
    title: str
    lead: str
    sections: list[Section]

    @property
    def url(self):
        return reverse("guide_chapter", args=[self.slug])


@dataclass
class Part:
    title: str
    chapters: list[Chapter]


@cache
def contents():
    """Return the Parts of the help, in their order."""
    return [Part(part["title"], [chapter(slug) for slug in part["chapters"]]) for part in _contents()["part"]]


@cache
def chapters():
    """Return the Chapters by slug, in the order of the contents."""
    return {chapter.slug: chapter for part in contents() for chapter in part.chapters}


def chapter_about(label):
    """Return the Chapter about a model, « app.model » in lower case; None when it has none."""
    slug = _contents()["about"].get(label)
    return chapters()[slug] if slug else None


@cache
def _contents():
    return tomllib.loads((FOLDER / "contents.toml").read_text(encoding="utf-8"))


def chapter(slug):
    """Read a chapter from its text."""
    title, lead, *rest = (FOLDER / f"text/{slug}.md").read_text(encoding="utf-8").split("\n\n", 2)
    pieces = re.split(r"^## (.+)\n", "".join(rest), flags=re.MULTILINE)
    title = typeset(title.removeprefix("# "))
    sections = [Section("", title, rendered(pieces[0]))] if pieces[0].strip() else []
    for heading, body in zip(pieces[1::2], pieces[2::2], strict=True):
        sections.append(Section(slugify(re.sub("[’']", " ", heading)), typeset(heading), rendered(body)))
    return Chapter(slug, title, typeset(" ".join(lead.split())), sections)


def rendered(text):
    """Return a Markdown text as HTML, its links and pictures led where they are; it holds no HTML of its own."""
    return mark_safe(typeset_html(_reader().render(text)))  # noqa: S308


@cache
def _reader():
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.add_render_rule("link_open", _link)
    reader.add_render_rule("image", _picture)
    return reader


def _link(self, tokens, rank, options, env):
    token = tokens[rank]
    slug, _, anchor = token.attrs["href"].partition("#")
    if not _ELSEWHERE.match(token.attrs["href"]):
        token.attrs["href"] = reverse("guide_chapter", args=[slug]) + (f"#{anchor}" if anchor else "")
    return self.renderToken(tokens, rank, options, env)


def _picture(self, tokens, rank, options, env):
    token = tokens[rank]
    name = token.attrs["src"]
    with Image.open(PICTURES / name) as picture:
        width, height = picture.size
    # The pictures are taken at twice the size at which they are shown.
    sizes = {"width": width // 2, "height": height // 2, "loading": "lazy"}
    token.attrs = {"src": static(f"img/guide/{name}"), "alt": token.content, **sizes}
    return self.renderToken(tokens, rank, options, env)
