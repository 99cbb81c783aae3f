"""Lemmas: forms of one word meet, words of different families do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import articles.kazakh
from articles.kazakh import lexicon
from articles.kazakh.lemmas import Lemmatiser, lemma
from articles.kazakh.suffixes import STATES, endings
from tests.support.growth import grows_with_its_text

FAMILIES = {
    "босқын": "босқын босқындар босқынды босқындарды босқындардың босқынымыз",
    "референдум": "референдум референдумға референдумы референдумның референдумдағы",
    "мектеп": "мектеп мектептеріміздегі мектебі мектебінде мектептерге мектебіміз",
    "кітап": "кітап кітабы кітаптарымыздан кітабың кітапқа",
    "халық": "халық халқы халқымыз халқының халыққа халықты",
    "орын": "орын орны орнында орнына орынға",
    "соқ": "соғу соғады соқты соққан соғылды соғып",
    "қой": "қою қоюды қояды қойды қойған қоймайды",
    "оқы": "оқиды оқыған оқымайды оқыды",
    "тап": "тауып табады тапты табылды табылған",
    "қабылда": "қабылдады қабылданды қабылдау қабылдауға қабылдаған қабылданбайды",
    "сім": "СІМ СІМ-нің СІМ-ге",
    "ақш": "АҚШ АҚШ-тың АҚШ-та АҚШ-пен",
    "бақаев": "Бақаев Бақаевтың Бақаевқа Бақаевпен",
    "айгерим": "Айгерим Айгеримнің Айгеримге",
    "хаменеи": "Хаменеи Хаменеидің",
    "айатолла": "айатолла айатолланың",
    "азық-түлік": "азық-түлікке азық-түлік азық-түлігін",
    "партия": "партия партиясының партиядағы партияларға",
    "ол": "ол оның оған олардың",
}
FORMS = [(form, head) for head, forms in FAMILIES.items() for form in forms.split()]


@pytest.mark.parametrize(("form", "head"), FORMS)
def test_forms_meet_under_their_lemma(form, head):
    assert lemma(form) == head
    assert lemma(lemma(form)) == head


@pytest.mark.parametrize(
    ("word", "other"),
    [("босқын", "босқыншы"), ("тұрғын", "тұру"), ("билік", "би"), ("ұлт", "ұлы"), ("адам", "ада")],
)
def test_derivation_makes_another_lemma(word, other):
    assert lemma(word) != lemma(other)


@pytest.mark.parametrize("word", ["", "-", "2026", "USA", "bosqyn", "بوسقىن", "a-b", "ъь", "—"])
def test_what_is_no_kazakh_word_stays(word):
    assert lemma(word) == word.casefold()


def test_every_state_of_the_endings_is_reached_and_left():
    reached = {following for arcs in STATES.values() for _, following in arcs.values()}
    assert reached | {"noun", "verb"} == set(STATES)
    assert all(arcs for state, arcs in STATES.items() if state != "end")


def test_endings_harmonise():
    free = dict.fromkeys(((s, n) for s, arcs in STATES.items() for n in arcs), 0.0)
    spelled = {ending.spelling for ending in endings("noun", free)}
    assert {"теріміздегі", "лардың", "ымыздан", "лер"} <= spelled
    assert not spelled & {"ларге", "іміздан", "тардің"}


def test_what_was_found_before_is_what_is_found_now():
    lemmatiser = Lemmatiser(lexicon.learned())
    words = list(lexicon.common().items())[::50]
    assert len(words) > 100
    assert [(word, lemmatiser.lemma(word)) for word, _ in words] == words


def test_what_was_learned_is_written_as_it_is_read():
    learned = lexicon.learned()
    assert lexicon.parse(lexicon.dump(learned)) == learned


def test_the_package_gives_lemma_away():
    assert articles.kazakh.lemma is lemma
    with pytest.raises(AttributeError, match="nothing"):
        _ = articles.kazakh.nothing


@given(st.text())
def test_any_text_has_a_lemma(text):
    assert isinstance(lemma(text), str)


@given(st.text(alphabet="аәбгғдеікқлмнңоөпртуүұыія-", min_size=1, max_size=14))
def test_a_lemma_is_no_longer_than_its_word_but_for_a_lost_letter(word):
    assert len(lemma(word)) <= len(word) + 1


@pytest.mark.parametrize("letter", ["а", "ы", "лар", "а-", "н", "̈а", "ـ"])
def test_a_lemma_takes_no_more_than_its_text(letter):
    assert grows_with_its_text(lemma, letter)
