"""Addresses: every letter kept, only plain characters, never empty."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.kazakh.alphabet import CYRILLIC, LATIN_2021, NATIVE, SILENT
from articles.kazakh.slugs import FALLBACK, slug
from tests.support.growth import grows_with_its_text

CYRILLIC_TEXT = st.text(alphabet=CYRILLIC + CYRILLIC.upper() + " -,.«»0123456789")
ANY_TEXT = st.one_of(st.text(), CYRILLIC_TEXT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Қазақстан босқындарды қабылдауға дайын екенін жариялады",
            "qazaqstan-bosqyndardy-qabyldauga-daiyn-ekenin-jariialady",
        ),
        ("Кәсіпкерлерге жеңілдік", "kasipkerlerge-jenildik"),
        ("Арал теңізінде", "aral-tenizinde"),
        ("ҚҰҚЫҚ ҚОРҒАУ", "quqyq-qorgau"),
        ("Үй, һәм өнер", "ui-ham-oner"),
        ("Референдум-2026", "referendum-2026"),
        ("Щука, объезд и ёж", "stsuka-obezd-i-ioj"),
        ("Съезд — чемпион цирка", "sezd-tsempion-tsirka"),
        ("Қазақ İstanbul'да ŞÑĞŪ ı", "qazaq-istanbulda-sngu-i"),
        ("O’Neill, naïve łódź Þór Straße", "oneill-naive-lodz-thor-strasse"),
        ("بوسقىن", "bosqyn"),
        ("ٴبىر كىتاپ ٤٥", "bir-kitap-45"),
        ("Ελλάς", "ellas"),
        ("北京 2026", "u5317u4eac-2026"),
        ("№5: м²", "no5-m2"),
        ("  --Алматы--  ", "almaty"),
        ("Су\tреформасы\nмен", "su-reformasy-men"),
        ("рефор\u00adмасы", "reformasy"),
        ("42", "42"),
    ],
)
def test_known_slugs(text, expected):
    assert slug(text) == expected


@pytest.mark.parametrize("text", ["", "!!!", "—", " \n", "🎉🇰🇿", "ъЬ", "\u0301", "ʼ"])
def test_a_text_without_letters_has_the_fallback(text):
    assert slug(text) == FALLBACK


@pytest.mark.parametrize("letter", sorted(set(CYRILLIC) - SILENT))
def test_every_letter_is_spelled(letter):
    assert slug(letter) != FALLBACK
    assert slug(letter.upper()) == slug(letter)


def test_the_table_has_the_whole_alphabet():
    assert list(LATIN_2021) == list(CYRILLIC)
    assert len(set(CYRILLIC)) == 42
    assert NATIVE.issubset(CYRILLIC)


@given(ANY_TEXT)
def test_only_plain_characters_and_single_inner_hyphens(text):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text))


@given(ANY_TEXT, st.integers(min_value=1, max_value=120))
def test_a_slug_is_its_own_slug_and_fits(text, length):
    once = slug(text, length)
    assert slug(once, length) == once
    assert len(once) <= length


@given(ANY_TEXT)
def test_no_letter_is_lost(text):
    letters = [
        character
        for character in unicodedata.normalize("NFC", text)
        if unicodedata.category(character)[0] in "LN" and character not in SILENT | {"Ъ", "Ь"}
    ]
    spelled = slug(text, 1_000_000)
    assert spelled == FALLBACK or len(spelled.replace("-", "")) >= len(letters)
    assert letters == [] or spelled != FALLBACK or text.casefold() == FALLBACK


@given(ANY_TEXT)
def test_decomposed_text_has_the_same_slug(text):
    assert slug(unicodedata.normalize("NFD", text)) == slug(text)


@given(CYRILLIC_TEXT)
def test_letter_case_does_not_matter(text):
    assert slug(text.upper()) == slug(text)


def test_the_cut_is_between_words():
    assert slug("Қазақстан босқындарды қабылдауға дайын", 30) == "qazaqstan-bosqyndardy"
    assert slug("Қазақстан", 5) == "qazaq"
    assert len(slug("ә" * 90)) == 80
    assert slug("", 3) == FALLBACK[:3]


def test_no_room_is_an_error():
    with pytest.raises(ValueError, match="max_length is 0"):
        slug("Алматы", 0)


@pytest.mark.parametrize("character", ["қ", "ﷺ", "\u0301\u0323", "北", "ى", "-", "🎉"])
def test_a_slug_takes_no_more_than_its_text(character):
    assert grows_with_its_text(slug, character)


def test_a_word_that_just_fits_stays_and_one_too_long_goes():
    assert slug("аб вг", 5) == "ab-vg"
    assert slug("аб вг", 4) == "ab"
    assert slug("аб вгд", 5) == "ab"
