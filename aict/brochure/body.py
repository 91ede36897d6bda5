"""The free body of a page, block by block, as the brochure prints it."""

from aict import cards
from aict.brochure.prose import absolute, rich
from portal.printing.letters import plain
from portal.templatetags.files import file_facts


def blocks_of(stream):
    """Return the blocks of a body; a kind that paper can't show (a film, an image) is left out."""
    known = [block for block in stream if block.block_type in KINDS]
    return [printed for block in known for printed in KINDS[block.block_type](block.value)]


def heading(value):
    return [{"kind": "heading", "spans": [{"text": plain(value["text"])}], "blocks": []}]


def text(value):
    return rich(value.source)


def callout(value):
    return [{"kind": "callout", "title": plain(value["title"]), "blocks": rich(value["text"].source)}]


def figure(value):
    """A key figure is said in its sentence, or not at all once it is withdrawn."""
    card = cards.card_of(value["figure"]) if value["figure"] else None
    return [{"kind": "p", "spans": [{"text": plain(card.sentence), "bold": True}], "blocks": []}] if card else []


def table(value):
    heads = [plain(column["heading"]) for column in value.columns]
    rows = [[cell_text(cell.value) for cell in row] for row in value.rows]
    return [{"kind": "table", "title": plain(value.caption), "heads": heads, "rows": rows}] if heads else []


def cell_text(value):
    """Return the words of a cell, whatever their kind."""
    if hasattr(value, "source"):
        return plain(" ".join(span["text"] for block in rich(value.source) for span in block["spans"]))
    return plain("" if value is None else value)


def links(value):
    found = [link for link in value["links"] if link.href]
    spans = [[{"text": plain(link.name), "url": absolute(link.href)}, *after(link.get("text"))] for link in found]
    return bullets(spans)


def document(value):
    found = value["document"]
    if not found:
        return []
    name = plain(value["label"] or found.title)
    return bullets([[{"text": name, "url": absolute(found.url)}, {"text": f" ({file_facts(found)})"}]])


def after(words):
    return [{"text": f" : {plain(words)}"}] if words else []


def bullets(lines):
    items = [{"kind": "item", "spans": spans, "blocks": []} for spans in lines]
    return [{"kind": "ul", "spans": [], "blocks": items}] if items else []


KINDS = {
    "heading": heading,
    "text": text,
    "callout": callout,
    "figure": figure,
    "table": table,
    "links": links,
    "document": document,
}
