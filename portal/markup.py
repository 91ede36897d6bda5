"""HTML taken apart into texts and tokens, so that what is between tags can be worked on.

Put together in their order, texts and tokens are the HTML again, to the letter, however odd it is.
"""

import re

# Elements of a line of text: words on both sides of such a tag belong to one sentence.
_names = re.compile("[a-z]+").findall
INLINE_TAGS = frozenset(
    _names(
        "a abbr b bdi bdo button cite data del dfn em font i ins label mark q rp rt ruby s small span strong sub sup"
        " time u var wbr"
    )
)
VOID_TAGS = frozenset(_names("area base br col embed hr img input link meta source track wbr"))
# Elements to be left to the letter, like any other with translate="no"; each is one token of this name.
_KEPT_TAGS = frozenset(_names("code kbd math option pre samp svg"))
KEPT = "kept"

_UNTRANSLATED = re.compile(r"""\stranslate\s*=\s*["']?no\b""", re.IGNORECASE)
# Elements without markup inside; a tag and its name; an unfinished tag, which takes all that follows it.
_RAW = "|".join(rf"{name}\b.*?</{name}" for name in ("script", "style", "textarea", "title"))
_NAME = r"(?![sStT](?i:cript|tyle|extarea|itle)\b)/?([a-zA-Z][^\s/>]*)"
_ATTRIBUTES = r"""[^>"']*+(?:"[^"]*+"[^>"']*+|'[^']*+'[^>"']*+)*+"""
_TOKEN = re.compile(
    rf"(<{_NAME}{_ATTRIBUTES}>|<!--.*?-->|<(?i:{_RAW})\s*>|<![^>]*>|<[a-zA-Z/!?].*|&#?\w{{2,31}};)",
    re.DOTALL,
)


def split(html: str) -> tuple[list[str], list[str], list[str | None]]:
    """Texts, the tokens between them, and the name of each token: of its tag, KEPT, or none."""
    parts = _TOKEN.split(html)
    texts, tokens = parts[::3], parts[1::3]
    names = [name and name.lower() for name in parts[2::3]]
    kept = [at for at, name in enumerate(names) if name in _KEPT_TAGS]
    if "translate" in html:
        kept = sorted({*kept, *(at for at, token in enumerate(tokens) if names[at] and _UNTRANSLATED.search(token))})
    _merge(texts, tokens, names, kept)
    return texts, tokens, names


def join(texts: list[str], tokens: list[str]) -> str:
    """The HTML of `texts` with `tokens` between them."""
    parts = [""] * (len(texts) + len(tokens))
    parts[::2], parts[1::2] = texts, tokens
    return "".join(parts)


def _merge(texts: list[str], tokens: list[str], names: list[str | None], kept: list[int]) -> None:
    """Make one token of each element that starts at one of the positions `kept`."""
    elements, end = [], 0
    for start in kept:
        if start >= end and tokens[start][1] != "/":
            end = _end(tokens, names, start)
            elements.append((start, end))
    if end > len(tokens):
        # The last one never ends: an end tag without a letter closes it after everything.
        texts.append("")
        tokens.append("")
    for start, end in reversed(elements):
        tokens[start:end] = [join(["", *texts[start + 1 : end], ""], tokens[start:end])]
        names[start:end] = [KEPT]
        del texts[start + 1 : end]


def _end(tokens: list[str], names: list[str | None], start: int) -> int:
    """Position after the tag that ends the element, whatever elements of the same name it contains."""
    name, depth = names[start], 0
    for at in range(start, len(tokens)):
        if names[at] == name and name not in VOID_TAGS:
            depth += -1 if tokens[at][1] == "/" else not tokens[at].endswith("/>")
        if depth <= 0:
            return at + 1
    return len(tokens) + 1
