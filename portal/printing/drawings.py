"""Drawings of the site as pictures in SVG that stand alone: their colours and fonts are written out."""

import re
from functools import cache

from django.template.loader import render_to_string
from django.utils.html import escape

from portal import threads

INK = "#0b2a2b"
# Ground, text and the two places of a thread, as in static/css/tokens.css by day.
THEMES = {
    "paper": {"bg": "#ffffff", "fg": INK, "a": "#d93a1e", "b": "#0c6a66"},
    "wash": {"bg": "#eef3ee", "fg": INK, "a": "#d93a1e", "b": "#0c6a66"},
    "safran": {"bg": "#ffc633", "fg": INK, "a": INK, "b": "#9c1f04"},
    "corail": {"bg": "#ff9d84", "fg": INK, "a": INK, "b": "#9c1f04"},
    "ciel": {"bg": "#b3e0ea", "fg": INK, "a": INK, "b": "#9c1f04"},
    "menthe": {"bg": "#bfe6c9", "fg": INK, "a": INK, "b": "#9c1f04"},
    "petrol": {"bg": "#0c3b3c", "fg": "#f6fbf4", "a": "#ffc633", "b": "#ff9d84"},
}
# The classes of static/css/elements.css; the last of a shape wins.
STYLES = {
    "pic-a": {"fill": "{a}"},
    "pic-b": {"fill": "{b}"},
    "pic-fg": {"fill": "{fg}"},
    "pic-rest": {"fill": "none", "stroke": "{fg}", "stroke-width": "3"},
    "pic-fil": {"fill": "none", "stroke": "{fg}", "stroke-width": "3"},
    "pic--thin": {"stroke-width": "2"},
    "pic--bold": {"stroke-width": "4"},
    "pic--heavy": {"stroke-width": "5"},
    "pic-label": {
        "fill": "{bg}",
        "font-family": "Bricolage Chiffres",
        "font-weight": "800",
        "font-size": "44",
        "text-anchor": "middle",
    },
    "pic-label--start": {"text-anchor": "start"},
    "pic-label--out": {"fill": "{fg}"},
}
VARIABLE = re.compile(r"var\(--(\w+)\)")


def svg(view_box, shapes, theme):
    """Return an SVG of (tag, attributes, text) shapes, whose classes become the colours of a theme."""
    colours = THEMES[theme]
    drawn = "".join(f"<{tag} {_attributes(pairs, colours)}>{escape(text)}</{tag}>" for tag, pairs, text in shapes)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box}">{drawn}</svg>'


def _attributes(pairs, colours):
    own = {}
    for name, value in pairs:
        if name == "class":
            for css in value.split():
                own |= {key: text.format(**colours) for key, text in STYLES.get(css, {}).items()}
        else:
            own[name] = VARIABLE.sub(lambda found: colours[found[1]], value)
    return " ".join(f'{name}="{escape(value)}"' for name, value in own.items())


def thread(kind, count, shape, theme):
    """Return the thread of a page as a picture and its proportion, or None for nothing to join."""
    drawn = threads.thread(kind, count, shape)
    if drawn is None:
        return None
    stroke = "pic-fil pic--bold" if drawn.is_bold else "pic-fil"
    shapes = [("path", (("class", stroke), ("d", d)), "") for d in drawn.arcs]
    shapes += [("path", (("class", f"pic-{place.role}"), ("d", place.d)), "") for place in drawn.places]
    return {"svg": svg(drawn.view_box, shapes, theme), "ratio": drawn.width / drawn.height}


@cache
def wordmark(theme):
    """Return the name of the site as every page draws it, on the ground of a theme."""
    html = render_to_string("components/wordmark.html")
    drawn = html[html.index("<svg") : html.index("</svg>") + len("</svg>")]
    for css in ("pic-a", "pic-b"):
        drawn = drawn.replace(f'class="{css}"', f'fill="{THEMES[theme][css[-1]]}"')
    drawn = drawn.replace("currentColor", THEMES[theme]["fg"])
    return {"svg": drawn.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1), "ratio": 872 / 146}
