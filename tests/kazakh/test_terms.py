"""Terms: what search stores and asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.kazakh.tokenizer import STOP_WORDS, terms
from tests.support.growth import grows_with_its_text


def lemmas(text):
    return [term.lemma for term in terms(text) if not term.is_stop]


def test_text_and_query_meet():
    assert set(lemmas("босқын референдум")) <= set(
        lemmas("Босқындарды қабылдау туралы референдумға дайындық жүріп жатыр")
    )


def test_stop_words_are_marked_and_kept():
    found = list(terms("Ол үшін маған және сізге үй керек"))
    assert [term.word for term in found if not term.is_stop] == ["үй"]
    assert len(found) == 7


@pytest.mark.parametrize("text", ["АҚШ-тың", "НАТО‑ға", "2026-ның", "COVID-тен"])
def test_endings_after_a_hyphen_are_no_words(text):
    first, second = terms(text)
    assert not first.is_stop
    assert second.is_stop


def test_compounds_are_two_terms():
    assert lemmas("ел-жұртымыз азық-түлігін") == ["ел", "жұрт", "азық", "түлік"]


def test_stop_words_are_normal_words():
    assert all(word == word.casefold() for word in STOP_WORDS)


@given(st.text())
def test_positions_are_in_order_and_in_the_text(text):
    end = 0
    for term in terms(text):
        assert end <= term.start < term.end <= len(text)
        assert term.word
        assert term.lemma
        end = term.end


def test_terms_take_no_more_than_their_text():
    text = " ".join(f"{stem}тарымыздағы" for stem in ("адам", "кітап", "ғылым", "мұнай", "саят"))
    assert grows_with_its_text(lambda text: list(terms(text)), text)
