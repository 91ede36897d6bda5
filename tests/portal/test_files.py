from types import SimpleNamespace

import pytest

from portal.templatetags.files import duration_in_words, file_facts, file_size


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 octet"),
        (1, "1 octet"),
        (999, "999 octets"),
        (1000, "1 ko"),
        (163_450, "163 ko"),
        (999_499, "999 ko"),
        (999_500, "1 Mo"),
        (1_540_000, "1,5 Mo"),
        (24_000_000, "24 Mo"),
        (50_040_000, "50 Mo"),
    ],
)
def test_a_size_is_written_in_french_units_that_never_reach_a_thousand(size, words):
    assert file_size(size) == words.replace(" ", "\xa0")


def test_a_document_tells_its_type_its_size_and_its_language():
    document = SimpleNamespace(file_extension="pdf", file_size=163_450, get_language_display=lambda: "anglais")

    assert file_facts(document) == "PDF, 163\xa0ko, en anglais"


def test_what_is_not_known_of_a_document_is_left_out():
    assert file_facts(SimpleNamespace(file_extension="odt", file_size=None)) == "ODT"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 seconde"), (59.6, "1 min"), (61, "1 min 1 s"), (3600, "1 h"), (3661, "1 h 1 min")],
)
def test_a_duration_says_nothing_that_is_nought(seconds, words):
    assert duration_in_words(seconds).replace("\xa0", " ") == words
