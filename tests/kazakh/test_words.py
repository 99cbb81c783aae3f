"""Words: normal forms, and the places where they stand."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.kazakh.tokenizer import terms
from articles.kazakh.words import normalise, words
from tests.support.growth import grows_with_its_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("… — «»!", []),
        ("САЯСАТ саясат", ["саясат", "саясат"]),
        ("СІМ: іс ІС", ["сім", "іс", "іс"]),
        ("#Референдум-2026", ["референдум", "2026"]),
        ("д'Артаньян O’Neill 'сөз'", ["дартаньян", "oneill", "сөз"]),
        ("қа\u00adзақ\u200dстан", ["қазақстан"]),
        ("İstanbul ISI ısı", ["istanbul", "isi", "ısı"]),
        ("Теңi\u0437 Kазақ хі", ["теңіз", "казақ", "xi"]),
        ("ХІХ XIX XІX ХV", ["xix", "xix", "xix", "xv"]),
        ("Аpple СІМ см NАТО", ["apple", "сім", "см", "nato"]),
        ("snake_case a.b", ["snake", "case", "a", "b"]),
        ("بوسقىن ٴبىر", ["بوسقىن", "ٴبىر"]),
        ("15:45, 3 наурыз", ["15", "45", "3", "наурыз"]),
    ],
)
def test_known_words(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize("word", ["Дайын", "ЁЖ", "Ötken", "Қоғамдық"])
def test_decomposed_letters_are_the_same_word(word):
    assert words(unicodedata.normalize("NFD", word)) == [word.lower()]


def test_positions_are_those_of_the_original():
    text = unicodedata.normalize("NFD", "Бұл — Дайын жауап")
    spans = [(text[term.start : term.end], term.word) for term in terms(text)]
    assert [unicodedata.normalize("NFC", written) for written, _ in spans] == [
        "Бұл",
        "Дайын",
        "жауап",
    ]
    assert [word for _, word in spans] == ["бұл", "дайын", "жауап"]


@given(st.text())
def test_positions_are_in_order_and_spell_their_words(text):
    end = 0
    for term in terms(text):
        assert end <= term.start < term.end <= len(text)
        assert term.word == normalise(text[term.start : term.end]) != ""
        end = term.end


@given(st.text())
@example("\ufb2a")  # a Hebrew letter with its point
def test_words_are_their_own_words(text):
    for word in words(text):
        assert words(word) == [word]


@given(st.text())
def test_every_letter_and_digit_is_in_a_word(text):
    covered = {place for term in terms(text) for place in range(term.start, term.end)}
    missed = [c for place, c in enumerate(text) if c.isalnum() and place not in covered]
    assert all(normalise(character) == "" for character in missed)


@pytest.mark.parametrize("part", ["қ", "a'", "'", "\u0301\u0323", "қ\u00ad", "İ", "сөз "])
def test_words_take_no_more_than_their_text(part):
    assert grows_with_its_text(words, part)
