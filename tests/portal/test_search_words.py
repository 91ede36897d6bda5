from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.words import clean, fold, line, spans, stem, words


def stems(text):
    return [word.stem for word in words(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cooperation", "Coopérations"),
        ("COOPÉRATION", "coopération"),
        ("elu", "élus"),
        ("élu·es", "élus"),
        ("élu(e)s", "élu"),
        ("élu.e.s", "élu"),
        ("élu-e-s", "élu"),
        ("acteur·rice·s", "acteurs"),
        ("citoyennes", "citoyen·ne·s"),
        ("oeuvre", "œuvres"),
        ("l’eau", "eau"),
        ("d'eau", "eaux"),
        ("jusqu’aux régions", "aux région"),
        ("developpement durable", "Développements durables"),
        ("régionaux", "régional"),
        ("bureaux", "bureau"),
        ("10\u202f531", "10 531"),
        ("10531", "10\u00a0531"),
        ("e\u0301lu", "élu"),
        ("coo\u00adpération", "coopération"),
    ],
)
def test_two_ways_to_write_a_word_are_one(one, other):
    assert stems(clean(one)) == stems(clean(other))


@pytest.mark.parametrize(
    ("one", "other"), [("commune", "communauté"), ("eau", "au"), ("2020", "2021"), ("Mali", "mal"), ("ville", "vil")]
)
def test_two_words_stay_two(one, other):
    assert stems(one) != stems(other)


@pytest.mark.parametrize(
    ("text", "found"), [("peut-être", ["peut", "etr"]), ("n° 2014-773", ["n", "2014", "773"]), ("a.fr", ["a", "fr"])]
)
def test_what_only_looks_like_inclusive_writing_is_kept(text, found):
    assert stems(text) == found


@given(st.text(max_size=60))
def test_a_word_is_letters_and_digits_that_any_database_knows(text):
    for word in words(clean(text)):
        assert word.folded.isascii()
        assert word.folded.isalnum()
        assert word.stem.isalnum()
        assert len(word.folded) <= 40


@given(st.text(alphabet="éèàçùœæÉabcdefgstxzñöü", min_size=1, max_size=20))
def test_case_and_accents_never_matter(word):
    assert fold(word) == fold(word.upper()) == fold(fold(word))


@given(st.text(max_size=80))
def test_the_words_of_a_text_are_where_they_are_said_to_be(text):
    text = clean(text)
    found = list(words(text))
    assert [(word.start, word.end) for word in found] == list(spans(text))
    assert all(text[word.start : word.end].startswith(word.raw) for word in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@given(st.text(max_size=60))
def test_a_clean_text_is_clean(text):
    assert clean(clean(text)) == clean(text)


def test_a_sequence_of_words_is_looked_for_between_spaces():
    assert line(["eau", "potable"]) in line(["une", "eau", "potable"])
    assert line(["eau"]) not in line(["bateau"])


def test_a_stem_is_never_empty():
    assert all(stem(word) for word in ("e", "ee", "es", "s", "x", "aux"))
