from django import template
from django.utils.text import slugify

register = template.Library()

# Names that the templates around a body already give.
TAKEN = ["contenu", "navigation", "menu", "champ-recherche", "sommaire", "sigles", "cuf", "editeur", "hebergeur"]
TAKEN += ["document", "plaquette", "objectifs", "etapes", "suite"]
# A table of contents helps from this many headings on.
LONG = 4


@register.simple_tag
def contents(body):
    """Give each heading of a body an anchor of its own, and return those of a long one for its table of contents.

    The anchor is that of the words, numbered when they come again or are taken: « budget », « budget-2 ».
    """
    seen, headings = dict.fromkeys(TAKEN, 1), []
    for block in body:
        if block.block_type == "heading":
            anchor = slugify(block.value["text"]) or "partie"
            seen[anchor] = seen.get(anchor, 0) + 1
            block.value["anchor"] = anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}"
            headings.append({"anchor": block.value["anchor"], "text": block.value["text"], "level": 2})
    return headings if len(headings) >= LONG else []
