"""French typography, made from what a keyboard types.

A text becomes a stream where one control character stands for each thing that is not prose: a tag,
an entity, an address. The rules read the words on both sides of a tag, cannot change what they do
not see, and everything returns to its place afterwards. What is already right stays as it is.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape

from portal.markup import INLINE_TAGS, KEPT, join, split

NBSP = "\u00a0"
THIN = "\u202f"

# What stands for a tag within a line, the edge of a text, something opaque, an address, a line break…
MARKS = INLINE, EDGE, GLYPH, ADDRESS, LINE, SUP, EMAIL = "\x01\x02\x03\x04\x05\x06\x07"
_MARK = re.compile("[\x01-\x07]")
_HIDDEN = re.compile(f"[{ADDRESS}{EMAIL}]")
_MARK_OF = dict.fromkeys(INLINE_TAGS, INLINE) | dict.fromkeys(("img", "input", KEPT), GLYPH)
_MARK_OF |= {"sup": SUP, "br": LINE}
# Entities that the rules see as characters; any other is opaque.
_TYPED = frozenset("\"'’‘“”«»…–—€%°:!? \u00a0\u2009\u202f")

# Parts of patterns. Each pattern starts with a set of characters: the search leaps to them.
_S = " \t\n\r\f\u00a0\u2009\u202f"
_T = INLINE + SUP
_GAP = _S + _T
_END = _S + EDGE + LINE
_LETTER = r"[^\W\d_]"
_WORD = rf"[\w)\]»”’….%€°{GLYPH}]"


def _after(characters: str) -> str:
    """Part true when the sign just read follows one of `characters`, over two tags at most."""
    return "(?:" + "|".join(f"(?<={characters}{f'[{_T}]' * tags}.)" for tags in range(3)) + ")"


def _rule(start: str, *branches: str) -> re.Pattern:
    return re.compile(f"{start}(?:{'|'.join(branches)})", re.DOTALL)


# Addresses from the sign that gives them away on, objects of JSON, entities.
_BODY = rf"[^\s{INLINE}{EDGE}{LINE}{SUP}<>\"«»“”]"
_TAIL = rf"(?:{_BODY}*(?![.,;:!?)\]}}'’…*]){_BODY})?"
_PROTECTED = _rule(
    "[:@.{&]",
    rf"(?<=:)(?=//){_TAIL}",
    rf"(?<=@)(?=\w){_TAIL}",
    rf"(?<=\.)(?=[a-z]{{2}})(?<=\w\.){_TAIL}",
    rf"(?<=\{{)\s*\"[^{{}}{EDGE}]*(?:\{{[^{{}}{EDGE}]*\}}[^{{}}{EDGE}]*)*\}}",
    r"(?<=&)#?\w{2,31};",
)
_DOTS = _rule(r"\.", r"(?<!\.\.)\.{2,4}(?!\.)")
_QUOTE = re.compile('["«»]')
_OPENERS = frozenset(["", *_S, LINE, *"([{«“–—-/’'"])
_CLOSERS = frozenset(["", *_S, LINE, *".,;:!?…)]}»”–—-/"])
_APOSTROPHE = _rule(
    rf"'(?![\w.+'-]{{0,64}}{EMAIL})",
    rf"(?:(?<={_LETTER}.)|(?<={_LETTER}[{_T}].))(?=[{_T}]*[\w«“\"({GLYPH}{ADDRESS}])",
    rf"(?<=[{_END}(«{_T}][cdjlmnstCDJLMNST].)(?=[{_S}]\w)",
)
_DASH = _rule("-", rf"{_after(f'[{_S}]')}-?(?=[{_T}]*[{_S}])(?![{_GAP}]*»)")
_LONE_DASH = re.compile(rf"(?<=[^{_GAP}{EDGE}{LINE}]) (?=[{_T}]*–[{_GAP}])")

# Signs that lack their space, where only prose has them so.
_TIGHT = _rule(
    rf"[;:!?»%€Mk](?<![{_S}].)",
    rf"(?<=[!?])(?=[!?{_T}]*[{_END})\]»”’\"'….,]){_after(_WORD)}",
    rf"(?<=[;:])(?=[{_T}]*[{_END}»]){_after(_WORD)}(?<!mailto:)(?<!http:)(?<!https:)(?!(?<=\d:)[{_GAP}]*\d)",
    rf"(?<=»){_after(f'[^{_END}{_T}]')}",
    rf"(?<=[%€])(?!\w){_after('[0-9]')}",
    r"(?<=[0-9][Mk])d?€(?!\w)",
)
# Signs after spaces, but for one no-break space after a word; smileys and operators have their own ways.
_LOOSE = _rule(
    rf"[;:!?»%€](?<=[{_GAP}].)(?<![^{_GAP}{EDGE}{LINE}]{NBSP}.)",
    r"(?<=[;:])(?!-?[()](?!\w)|-[DPp|/]|[DP](?!\w))",
    r"(?<=[!?])(?!=|\w+=)",
    r"(?<=[%€])(?!\w)",
    "(?<=»)",
)
_OPENING = _rule("«", rf"(?!{NBSP}[^{_GAP}])([{_GAP}]*+)(?=[^{_END}{_T}])")

# Numbers, and what is never cut off from them.
_GROUPS = _rule(
    rf"[0-9+](?=\d{{0,3}}[ {NBSP}\u2009{THIN}]\(?\d)",
    rf"(?:(?<=0)(?<![\w.,].)|(?<=\+)33[{_S}]?(?:\(0\)[{_S}]?)?)[1-9](?:[ {NBSP}{THIN}]\d\d){{4}}(?!\d)",
    rf"(?<![\w.,:].)(?<![0+])(?<!\d[{_S}].)\d{{0,2}}(?:[ {NBSP}\u2009{THIN}]\d{{3}})+(?!\d)",
)
_COUNTED = re.compile(
    rf"[0-9IVX](?=[{_GAP}ern])(?:(?:[{_T}]*(?:ers?|res?|nde?|es?))|(?<=[0-9]))([{_T}]*+[{_S}][{_GAP}]*+)"
    rf"(?=((?:Md?|k)[{_S}]?€|°C|{_LETTER}+)(?![\w’']))"
)
_WHAT_IS_COUNTED = """
    M€ Md€ k€ € °C km m cm mm km² m² kg g mg t ha L l h min s ko Mo Go kW MW GW kWh MWh GWh
    million millions milliard milliards milliers euro euros mètre mètres kilomètre kilomètres tonne tonnes
    hectare hectares an ans année années mois semaine semaines jour jours heure heures minute minutes seconde secondes
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    janv févr avr juil sept oct nov déc siècle siècles édition éditions session sessions rencontre rencontres assises
    congrès forum conférence anniversaire république arrondissement circonscription alinéa trimestre semestre
"""
_UNITS = frozenset(_WHAT_IS_COUNTED.split())
_ABBREVIATED = "|".join(rf"(?<=\b{name}\.)" for name in ("[ptLRD]", "pp", "[aA]rt", "al", "vol", "fig", "chap"))
_BOUND = _rule(
    "[h°º.MDP]",
    rf"(?<=\d{NBSP}h)[{_S}]+(?=[0-5]\d(?!\d))",
    rf"(?<=[°º])(?<=\b[nN].)[{_S}]*(?=\d)",
    rf"(?<=\.)(?=[{_S}]+\d)(?:{_ABBREVIATED})[{_S}]+",
    rf"(?<=M)(?<!\w.)(?:M?\.|mes?|lles?)[{_S}]+(?=[{_T}]*[A-ZÀ-Þ]|l[ae]\b)",
    rf"(?<=[DP])(?<!\w.)r\.?[{_S}]+(?=[{_T}]*[A-ZÀ-Þ])",
)
_RANK = r"1(?:er|re)s?|Ier|2nde?s?|\d+es?|(?:X{1,3}(?:I[XV]|V?I{0,3})|I[XV]|VI{0,3}|I{2,3})es?"
_RANKED = _rule(
    rf"[1-9IVX{SUP}]",
    rf"(?<={SUP})[^{SUP}{EDGE}]*{SUP}",
    rf"(?<![\w.,/@#].)[\dIVX]*(?:er|re|e|nde?)s?(?![\w@/’'{ADDRESS}{EMAIL}]|\.\w|-[a-zà-ÿ])",
)


def typeset(text: str) -> str:
    """Plain text as a French printer would set it, for titles, descriptions and feeds."""
    if any(mark in text for mark in MARKS):
        return text
    return _set(EDGE + text.replace("\n", EDGE) + EDGE)[1:-1].replace(EDGE, "\n")


def typeset_html(html: str) -> str:
    """The same for the text of HTML, with ordinals raised; tags, attributes and code never change."""
    if any(mark in html for mark in MARKS):
        return html
    texts, tokens, names = split(html)
    marks = [_MARK_OF.get(name, EDGE) for name in names]
    for at in reversed([at for at, name in enumerate(names) if name is None]):
        marks[at] = _seen(tokens[at])
        if marks[at] not in MARKS:
            del tokens[at]
    texts = _MARK.split(_set(EDGE + join(texts, marks) + EDGE, _raise_ordinals))
    return join(texts[1:-1], tokens)


def _seen(token: str) -> str:
    """What the rules see of a comment or an entity."""
    if token[0] != "&":
        return INLINE
    character = unescape(token)
    return character if character in _TYPED else GLYPH


def _set(stream: str, finish: Callable[[str], str] = str) -> str:
    """Apply every rule to a stream that begins and ends with an edge."""
    addresses = []

    def hide(match):
        addresses.append(match[0])
        return EMAIL if match[0][0] == "@" else ADDRESS

    stream = finish(_space(_count(_write(_PROTECTED.sub(hide, stream)))))
    kept = iter(addresses)
    return _HIDDEN.sub(lambda _: next(kept), stream) if addresses else stream


def _write(stream: str) -> str:
    """Quotes, ellipsis, apostrophes and dashes."""
    if '"' in stream:
        stream = EDGE.join(_quote(line) if '"' in line else line for line in stream.split(EDGE))
    stream = _DASH.sub(_dash, _APOSTROPHE.sub("’", _DOTS.sub("…", stream)))
    return EDGE.join(_hang(line) for line in stream.split(EDGE)) if "–" in stream else stream


def _hang(line: str) -> str:
    """Keep a dash that is alone in its line on the words before it; of two, one opens what the other closes."""
    return _LONE_DASH.sub(NBSP, line) if line.count("–") == 1 else line


def _quote(line: str) -> str:
    """Pair the straight quotes of a line: « » outside, “ ” inside; one left alone stays as typed."""
    pairs = dict(_pairs(line))
    closing = set(pairs.values())
    signs, depth = list(line), 0
    for match in _QUOTE.finditer(line):
        at = match.start()
        if at in closing or match[0] == "»":
            depth = max(depth - 1, 0)
        if at in pairs:
            signs[at] = "“" if depth else "«"
        elif at in closing:
            signs[at] = "”" if depth else "»"
        if at in pairs or match[0] == "«":
            depth += 1
    return "".join(signs)


def _pairs(line: str) -> Iterator[tuple[int, int]]:
    """Positions of the straight quotes that open, each with that of the one that closes it."""
    opened = []
    for at in (match.start() for match in _QUOTE.finditer(line) if match[0] == '"'):
        before, after = line[:at].rstrip(_T)[-1:], line[at + 1 :].lstrip(_T)[:1]
        if '"' in (before, after):
            continue
        if opened and after in _CLOSERS:
            start = opened.pop()
            if line[start + 1 : at].strip(_GAP):
                yield start, at
        elif before in _OPENERS:
            opened.append(at)


def _dash(match: re.Match) -> str:
    """An en dash, unless it begins a line, as in a list, or a quotation."""
    before = match.string[max(match.start() - 80, 0) : match.start()].rstrip(_GAP)
    return match[0] if before[-1:] in ("", EDGE, LINE, "«") else "–"


def _count(stream: str) -> str:
    """Numbers in one piece and with what they count."""
    stream = _COUNTED.sub(_unite, _GROUPS.sub(_group, stream))
    return _BOUND.sub(lambda match: match[0].rstrip(_S) + NBSP, stream)


def _group(match: re.Match) -> str:
    space = NBSP if match[0][0] in "0+" else THIN
    return "".join(space if character in _S else character for character in match[0])


def _unite(match: re.Match) -> str:
    gap, unit = match[1], "".join(match[2].split())
    if not {unit, unit.lower()} & _UNITS or _is_apart(match.string[max(match.start() - 40, 0) : match.start()], gap):
        return match[0]
    return match[0].removesuffix(gap) + _join(gap)


def _is_apart(before: str, gap: str) -> bool:
    """Whether a number and its unit are parts of a layout (flex, grid) that a no-break space would move.

    They are when the space is alone between two elements, or when it follows an element that starts
    the line: in a sentence, no line breaks so near its beginning.
    """
    starts_line = not before.rpartition(EDGE)[2].strip(_GAP + "0123456789.,")
    return gap[0] == INLINE and (gap[-1] == INLINE or starts_line)


def _space(stream: str) -> str:
    """No-break spaces inside quotes and before the high signs."""
    stream = _OPENING.sub(lambda match: "«" + _join(match[1]), _TIGHT.sub(rf"{NBSP}\g<0>", stream))
    pieces, done = [], 0
    for match in _LOOSE.finditer(stream):
        words = stream[done : match.start()].rstrip(_GAP)
        gap = stream[done + len(words) : match.start()]
        pieces += words, gap if _stays(words, gap, match[0]) else _join(gap)
        done = match.start()
    return "".join([*pieces, stream[done:]])


def _stays(words: str, gap: str, sign: str) -> bool:
    """Whether a sign has no word before it, or no space to change."""
    if words[-1:] in ("", EDGE, LINE) or not gap.strip(_T):
        return True
    return sign in "%€" and _is_apart(words[-40:], gap)


def _join(gap: str) -> str:
    """One no-break space where the first space was, or first, and the tags in their order."""
    tags = "".join(character for character in gap if character in _T)
    before = len(gap) - len(gap.lstrip(_T)) if len(tags) < len(gap) else 0
    return tags[:before] + NBSP + tags[before:]


def _raise_ordinals(stream: str) -> str:
    return _RANKED.sub(_raise, stream)


def _raise(match: re.Match) -> str:
    if not re.fullmatch(_RANK, match[0]):
        return match[0]
    number = match[0].rstrip("ernds")
    return f"{number}<sup>{match[0][len(number) :]}</sup>"
