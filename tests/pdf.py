"""Reading a tagged PDF as a screen reader does: its structure, and the words of each element in their order."""

import re

import pikepdf

HEX = re.compile(r"<([0-9a-fA-F]+)>")


def elements(pdf):
    """Return the structure as (role, text, alternative) triples, depth first; text is that of the element itself."""
    words = {}
    for page in pdf.pages:
        words |= {(page.obj.objgen, mcid): text for mcid, text in _marked(page).items()}
    found = []
    _walk(pdf.Root.StructTreeRoot.K, None, words, found)
    return found


def text_of(pdf):
    """Return all the words of a PDF in the order in which they are read."""
    return " ".join(text for _, text, _ in elements(pdf) if text)


def _walk(node, page, words, found):
    if isinstance(node, pikepdf.Array):
        for child in node:
            _walk(child, page, words, found)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        page = node.get("/Pg", page)
        kids = node.get("/K", [])
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        found.append((str(node.S)[1:], None, str(node.get("/Alt", ""))))
        place = len(found) - 1
        for kid in kids:
            _read(kid, page, words, found, place)


def _read(kid, page, words, found, place):
    """Take in one child: an element, or marked words, which follow those of the elements read before."""
    if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
        _walk(kid, page, words, found)
        return
    mcid = kid if isinstance(kid, int) else kid.get("/MCID") if isinstance(kid, pikepdf.Dictionary) else None
    if isinstance(kid, pikepdf.Dictionary):
        page = kid.get("/Pg", page)
    if mcid is None or page is None:
        return
    text = words.get((page.objgen, int(mcid)), "")
    if place == len(found) - 1:
        role, before, alternative = found[place]
        found[place] = role, (before or "") + text, alternative
    else:
        found.append(("", text, ""))


def _marked(page):
    """Return the text of each piece of marked content of a page, by its number."""
    fonts = {name: _unicode(font) for name, font in page.obj.Resources.get("/Font", {}).items()}
    texts, stack, font = {}, [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            marked = operands[1] if name == "BDC" else None
            stack.append(int(marked.MCID) if isinstance(marked, pikepdf.Dictionary) and "/MCID" in marked else None)
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            font = fonts.get(str(operands[0]), {})
        elif name in ("Tj", "TJ"):
            mcid = next((number for number in reversed(stack) if number is not None), None)
            if mcid is not None:
                texts[mcid] = texts.get(mcid, "") + _decoded(operands[0], font)
    return texts


def _decoded(shown, font):
    pieces = shown if isinstance(shown, pikepdf.Array) else [shown]
    codes = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
    return "".join(font.get(codes[at : at + 2], "\ufffd") for at in range(0, len(codes), 2))


def _unicode(font):
    """Return the characters of a font of two-byte codes, from its ToUnicode table."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            found[bytes.fromhex(code)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            start = bytes.fromhex(text).decode("utf-16-be")
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[(int(first, 16) + step).to_bytes(2)] = start[:-1] + chr(ord(start[-1]) + step)
    return found
