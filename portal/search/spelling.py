"""What was meant by words that the site is not written with: others, that really find something."""

from itertools import islice, product

from django.db.models import Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

from portal.models import SearchWord
from portal.search.questions import ask
from portal.search.results import readable_entries
from portal.search.words import STOP_WORDS, words

SHORTEST = 4
# Candidates for each word, and queries tried before giving up.
CANDIDATES, TRIALS = 4, 3


def suggestion(text):
    """Return the text with its unknown words changed for the nearest of the site, if that finds something, or ""."""
    typed = [w for w in words(text) if w.folded not in STOP_WORDS and len(w.folded) >= SHORTEST and w.raw.isalpha()]
    if not typed:
        return ""
    known = _vocabulary(typed)
    stems = {word.stem for word in words(" ".join(known))}
    unknown = [word for word in typed if word.stem not in stems]
    choices = [_nearest(word.folded, known) for word in unknown]
    if not unknown or not all(choices):
        return ""
    for chosen in islice(product(*choices), TRIALS):
        changed = _replaced(text, unknown, chosen)
        if readable_entries().filter(ask(changed).condition()).exists():
            return changed
    return ""


def _vocabulary(typed):
    """Return the words of the site that are about as long as those, with their folded form; none of grammar."""
    near = Q()
    for length in {len(word.folded) for word in typed}:
        near |= Q(length__range=(length - 2, length + 2))
    found = SearchWord.objects.filter(near).values_list("word", "folded")
    return {word: folded for word, folded in found if folded not in STOP_WORDS}


def _nearest(folded, known):
    """Return the words of the site that two slips of the keyboard, or one in a short word, turn into this one."""
    slips = 1 if len(folded) < 6 else 2
    found = process.extract(folded, known, scorer=OSA.distance, score_cutoff=slips, limit=50)
    ranked = sorted(
        found, key=lambda match: (match[1], match[0][0] != folded[0], abs(len(match[0]) - len(folded)), match[2])
    )
    return [word for _, _, word in ranked][:CANDIDATES]


def _replaced(text, unknown, chosen):
    for word, other in reversed(list(zip(unknown, chosen, strict=True))):
        text = text[: word.start] + other + text[word.end :]
    return text
