"""The words of a French text, so that accents, case, plurals, elisions and inclusive writing never matter."""

import re
import threading
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

import snowballstemmer

# Enough for any word of the language; what is longer is no word.
LONGEST = 40
SHORT = 5
_LETTERS = r"[^\W_]"
# What inclusive writing adds to a word: élu·es, élu(e)s, élu.e.s, élu-e-s.
_ENDING = r"(?:t?rices?|[nlt]?es|[nlt]?e|euses?|ères?|ives?|s)"
_INCLUSIVE = (
    rf"(?:[·•‧]{_LETTERS}+)+|\({_ENDING}\)s?(?!{_LETTERS})|(?:\.{_ENDING}(?!{_LETTERS}))+|(?:-{_ENDING}(?!{_LETTERS}))+"
)
# A number with its thousands apart is one word; an elided word is left out.
_WORD = re.compile(
    rf"(?<!\d)\d{{1,3}}(?:[ \u00a0\u2009\u202f]\d{{3}})+(?!\d)"
    rf"|(?:(?<!{_LETTERS})(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)['’ʼ])?({_LETTERS}+)(?:{_INCLUSIVE})?",
    re.IGNORECASE,
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\x00]")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})
_IRREGULAR = {"travaux": "travail", "yeux": "oeil"}
# Verbs in the plural, known by what stands before their ending: coûtent, financent, dialoguent; never agent or client.
_VERB = re.compile("..(?:[nr]c|nd|ag|[tbg]u|nn|ll|pp|cip|[bdftv]r|[inou]s|[ainorstu]t|[ir]v)ent$")
_NO_VERBS = frozenset(["content", "mecontent", "excellent", "intermittent", "penitent", "fervent"])
# What is done with others is looked for without saying so: « financement » finds the cofinancements, and the reverse.
_WITH_OTHERS = re.compile("^co(?=(?:financ|developp|construct|construir|organis|produ|presid))")
# Words of grammar, and those of a question: they are looked for only when there is nothing else.
_grammar = """
    a ai ainsi alors apres as au aucun aussi autre aux avant avec avez avoir avons c ca car ce ceci cela celle ces
    cet cette ceux chaque chez combien comme comment d dans de des donc dont du elle elles en entre est et
    etaient etait ete etes etre eu eux fait faire faut ici il ils j je l la le les leur leurs lui m ma mais me
    meme mes moi mon n ne nos notre nous on ont ou par pas peu peut peuvent pour pourquoi puis qu quand que quel
    quelle quelles quels qui quoi s sa sans se sera ses si soit son sont sous sur t ta te tes toi ton tous tout
    toute toutes tres trop trouve trouver tu un une va vers veut vos votre vous vont y
"""
STOP_WORDS = frozenset(_grammar.split())
_stemmers = threading.local()


class Word(NamedTuple):
    """A word of a text: where it stands, as it is written, folded, and its stem."""

    start: int
    end: int
    raw: str
    folded: str
    stem: str


def clean(text: str) -> str:
    """Return the text with composed letters, one space at most between words, and nothing that no screen shows."""
    return " ".join(_UNSEEN.sub("", normalize("NFC", text)).split())


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text, in their order.

    >>> [word.stem for word in words("L’eau, d’élu·es et 10\u202f531 œuvres")]
    ['eau', 'elu', 'et', '10531', 'oeuvr']
    """
    for match in _WORD.finditer(text):
        raw = match[1] or match[0]
        start = match.start(1) if match[1] else match.start()
        folded = fold(raw)
        yield Word(start, match.end(), raw, folded, stem(folded))


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each word of a text starts and ends: those of words(), without reading them."""
    for match in _WORD.finditer(text):
        yield match.start(1) if match[1] else match.start(), match.end()


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Return a word without accents, case or ligatures, in letters and digits that every database knows.

    >>> fold("Œuvre"), fold("COOPÉRATION"), fold("10\u202f531")
    ('oeuvre', 'cooperation', '10531')
    """
    plain = normalize("NFKD", word.lower().translate(_LIGATURES)).translate(_LIGATURES)
    plain = "".join(sign for sign in plain if not combining(sign) and sign.isalnum())
    if not plain.isascii() or not plain:
        plain = f"u{(plain or word).encode().hex()}"
    return plain[:LONGEST]


@lru_cache(maxsize=65_536)
def stem(folded: str) -> str:
    """Return what the forms of a folded word have in common.

    >>> [stem(word) for word in ("cooperations", "elus", "elue", "regionaux", "bureaux", "2030")]
    ['cooper', 'elu', 'elu', 'regional', 'bureau', '2030']
    >>> [stem(word) for word in ("coutent", "coute", "financent", "president", "presidente")]
    ['cout', 'cout', 'financ', 'president', 'president']
    >>> [stem(word) for word in ("lieux", "jeux", "paix", "paie")]
    ['lieu', 'jeu', 'paix', 'pai']
    >>> stem("cofinancements") == stem("financement")
    True
    """
    word = _WITH_OTHERS.sub("", _IRREGULAR.get(folded, folded))
    if len(word) > 4 and word.endswith("eaux"):
        word = word[:-1]
    elif len(word) > 4 and word.endswith("aux"):
        word = f"{word[:-3]}al"
    elif len(word) > 3 and word.endswith(("s", "ux")):
        word = word[:-1]
    elif _VERB.search(word) and word not in _NO_VERBS:
        word = word[:-2]
    # Short words are left alone: Mali is no plural of mal.
    return (word if len(word) < SHORT else _stemmer().stemWord(word)).rstrip("e") or word


def _stemmer():
    """Return the stemmer of this thread: it keeps its state from one call to the next."""
    if not hasattr(_stemmers, "french"):
        _stemmers.french = snowballstemmer.stemmer("french")
    return _stemmers.french


def line(parts) -> str:
    """Return words between single spaces, with one at both ends, so that a sequence of them can be looked for."""
    return f" {' '.join(parts)} "
