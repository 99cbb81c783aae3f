"""Typos are told from words that are only rare."""

import pytest

from articles.kazakh.typos_in_text import typos
from tests.support.growth import grows_with_its_text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("бсоқындар", "босқындар"),  # two in the wrong order
        ("үкметтің", "үкіметтің"),  # one left out
        ("мәселелкр", "мәселелер"),  # the key beside
        ("министтрлік", "министрлік"),  # one twice
        ("президенттін", "президенттің"),  # one that looks like it
        ("Мәжліс", "Мәжіліс"),
        ("мектеб", "мектеп"),  # written as it is before endings
        ("мектебке", "мектепке"),
        ("құрлысқа", "құрылысқа"),  # with endings that this word has seldom
    ],
)
def test_a_typo_is_told_with_what_was_meant(written, meant):
    assert list(typos(f"Бүгін {written} туралы айтылды.")) == [(written, meant)]


@pytest.mark.parametrize(
    "text",
    [
        "Қазақстан босқындарды қабылдауға дайын екенін жариялады.",
        "Мұқанова мен Сәрсенбаеваның сұхбаты",
        "кітапханашы өнерлік хабарсыз апталап",
        "АҚШ ЖШС ҮКМЕТТІҢ IPhone үкмет2 e-mail",
        "үкме-тің d’үкметтің",
        "",
    ],
)
def test_rare_words_names_and_acronyms_are_no_typos(text):
    assert list(typos(text)) == []


def test_a_word_is_told_once():
    assert len(list(typos("Үкметтің сөзі, Үкметтің ісі."))) == 1


def test_the_work_grows_with_the_text():
    assert grows_with_its_text(lambda text: list(typos(text)), "үкметтің бсоқындар сөз ")
    assert grows_with_its_text(lambda text: list(typos(text)), "ә")
