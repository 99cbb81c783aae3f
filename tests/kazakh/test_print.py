"""Print: typography, hyphenation and order."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.kazakh.alphabet import CYRILLIC
from articles.kazakh.collation import collation_key
from articles.kazakh.hyphens import hyphenate
from articles.kazakh.typesetting import typography


def broken(word):
    points = hyphenate(word)
    return "-".join(word[a:b] for a, b in zip((0, *points), (*points, len(word)), strict=True))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ('"Ана тілі" газеті', "«Ана тілі» газеті"),
        ('"Ана "тілі" бар"', "«Ана “тілі” бар»"),
        ("«Ана «тілі» бар»", "«Ана “тілі” бар»"),
        ("“Ана тілі”", "«Ана тілі»"),
        ('Экран 15" екен', 'Экран 15" екен'),
        ("Астана - ел ордасы", "Астана~— ел ордасы"),
        ("- Сәлем! - деді ол", "—~Сәлем!~— деді ол"),
        ("2025-2026 жылдары", "2025–2026~жылдары"),
        ("2026-03-03 мен 8-707-123", "2026-03-03 мен 8-707-123"),
        ("Күтіңіз...", "Күтіңіз…"),
        ("150 000 теңге, 5 млрд", "150~000~теңге, 5~млрд"),
        ("А. Бақаев пен Б. Қ. Сәрсен", "А.~Бақаев пен Б.~Қ.~Сәрсен"),
        ("мен де барам ба", "мен~де барам~ба"),
        ("№ 5", "№~5"),
        ("д'Артаньян", "д’Артаньян"),
        (
            '<p class="а - б">"Сөз <b>"іші"</b>"</p><p>"Жаңа"</p>',
            '<p class="а - б">«Сөз <b>“іші”</b>»</p><p>«Жаңа»</p>',
        ),
        ('<q lang="ru">"Да - нет"</q>', '<q lang="ru">"Да - нет"</q>'),
    ],
)
def test_typography(text, printed):
    printed = printed.replace("~", "\u00a0")
    assert typography(text) == printed
    assert typography(printed) == printed


@given(st.text(alphabet="аб 1-—–«»“.,\n", max_size=40))
def test_typography_keeps_letters_and_digits(text):
    printed = typography(text)
    assert [c for c in printed if c.isalnum()] == [c for c in text if c.isalnum()]


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
def test_ten_kilobytes_are_answered_in_100_ms(function, part):
    text = part * (10_000 // len(part.encode()))
    started = time.process_time()
    function(text)
    assert time.process_time() - started < 0.1
