"""The letter as e-mail: HTML whose styles are inlined, the same in plain text, and both as a message to be opened."""

import re
import textwrap
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from pathlib import Path

import css_inline
from django.template.loader import render_to_string
from django.utils.text import capfirst

from portal.addresses import absolute
from portal.models import SiteSettings
from portal.photos import address_in_size
from portal.typography import typeset

# Twice as many points as are shown.
PICTURE = "fill-1120x560-c50|format-jpeg"
COLUMN = 72


def context_of(title, introduction, chosen):
    """Return what both forms of a letter are written from; `chosen` gives the Items of each Section."""
    return {
        "title": typeset(title),
        "introduction": [
            typeset(" ".join(part.split())) for part in re.split(r"\n\s*\n", introduction) if part.strip()
        ],
        "sections": [(section, [_row(item) for item in items]) for section, items in chosen.items() if items],
        "site": SiteSettings.current(),
        "home": absolute("/"),
    }


def _row(item):
    return {
        "title": typeset(item.title),
        "url": item.url,
        "note": capfirst(typeset(item.note)),
        "text": typeset(item.text),
        "picture": picture_of(item.image) if item.image else None,
    }


def picture_of(image):
    """Return the absolute address of an image and what it shows, in words; None if its file cannot be read now."""
    url = address_in_size(image, PICTURE)
    return {"url": url, "alt": image.description} if url else None


def html_of(context):
    """Return the letter as HTML for e-mail programs: no style but within its tags, nothing from elsewhere."""
    return _inliner().inline(render_to_string("portal/newsletter/letter.html", context))


@cache
def _inliner():
    return css_inline.CSSInliner(
        extra_css=(Path(__file__).parent / "letter.css").read_text(encoding="utf-8"),
        load_remote_stylesheets=False,
        apply_width_attributes=True,
        remove_inlined_selectors=True,
    )


def text_of(context):
    """Return the letter as plain text, its lines cut where e-mail programs expect them, addresses whole."""
    text = render_to_string("portal/newsletter/letter.txt", context)
    lines = (_wrapped(line.strip()) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _wrapped(line):
    return (
        line if line.startswith("http") else textwrap.fill(line, COLUMN, break_long_words=False, break_on_hyphens=False)
    )


def message_of(context):
    """Return the letter as a message of no one to no one, which an e-mail program opens as a draft."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = context["title"]
    message["X-Unsent"] = "1"
    message.set_content(text_of(context))
    message.add_alternative(html_of(context), subtype="html")
    return message.as_bytes()
