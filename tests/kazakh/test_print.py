"""Print: typography, hyphenation and order."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.kazakh.alphabet import CYRILLIC
from articles.kazakh.collation import collation_key
from articles.kazakh.hyphens import hyphenate
from articles.kazakh.typesetting import typography
from tests.support.growth import grows_with_its_text


def broken(word):
    points = hyphenate(word)
    return "-".join(word[a:b] for a, b in zip((0, *points), (*points, len(word)), strict=True))


@pytest.mark.parametrize(
    "word",
    "бос-қын-дар-ды мек-теп-те-рі-міз-де-гі объ-ект аль-бом қо-ян та-уы ки-ім ес-керт-кіш ауыл "
    "ту-ра-лы бұлт-ты оқу ана сүт ха-лы-қа-ра-лық Ал-ма-ты жур-на-лист".split(),
)
def test_words_are_broken_between_syllables(word):
    assert broken(word.replace("-", "")) == word


@pytest.mark.parametrize("word", ["АҚШ", "ЮНЕСКО", "2026", "USA", "", "—", "http"])
def test_what_is_never_broken(word):
    assert hyphenate(word) == ()


@given(st.text(alphabet=CYRILLIC + "-A1 ", max_size=40))
def test_no_letter_is_left_alone(word):
    points = hyphenate(word)
    assert all(word[point - 2 : point].isalpha() for point in points)
    assert all(word[point : point + 2].isalpha() for point in points)
    assert all(2 <= point <= len(word) - 2 for point in points)


def test_the_alphabet_is_in_order():
    assert sorted(CYRILLIC, key=collation_key) == list(CYRILLIC)
    assert sorted(CYRILLIC.upper(), key=collation_key) == list(CYRILLIC.upper())


def test_words_sort_as_in_a_dictionary():
    words = "12 7а ағаш Ағаш әже ән ел ёлка жел кала қала Қала өмір ұн үн Apple 北京".split()
    assert sorted(set(words), key=collation_key) == words


@given(st.text(max_size=20), st.text(max_size=20))
def test_different_texts_have_different_keys(one, other):
    composed = [unicodedata.normalize("NFC", text) for text in (one, other)]
    assert (collation_key(one) == collation_key(other)) == (composed[0] == composed[1])


@given(st.text(max_size=20))
def test_keys_may_be_stored(text):
    assert "\0" not in collation_key(text)
    collation_key(text).encode()


@pytest.mark.parametrize("function", [typography, hyphenate, collation_key])
@pytest.mark.parametrize("part", ["а", "ә ", '"', "«", "- ", "1-", "1 000 ", "А. ", "<", "..", "ъ"])
def test_print_takes_no_more_than_its_text(function, part):
    assert grows_with_its_text(function, part)
