"""What is typed rightly is taken as it is: no number, acronym or word is made another."""

import pytest
from django.utils import timezone

from articles.search import search, suggest
from tests.factories import make_article, make_tag

pytestmark = pytest.mark.django_db


def asked(text):
    return search(text, language="kk", at=timezone.now())


def completions(text):
    return suggest(text, language="kk", at=timezone.now()).queries


@pytest.mark.parametrize(
    ("headline", "typed"),
    [
        ("Жаңа іс басталды", "ЖШС"),
        ("Әқә деген сөз", "2026"),
        ("Жас өскін шықты", "босқындарды"),
        ("Баға қымбаттады", "бағамы"),
        ("ҰБТК мүшелері", "ҰБТЖ"),
        ("Ортақ мәселе", "орағы"),
    ],
)
def test_nothing_is_found_for_what_no_article_has(headline, typed):
    make_article(headline)
    assert not asked(typed).hits
    assert asked(typed).suggestion == ""


def test_a_slip_beside_a_number_or_an_acronym_is_still_mended():
    make_article("Босқындар туралы АҚШ заңы 2026")
    assert asked("АҚШ бсоқын 2026").suggestion.split()[1] == "босқын"
    assert [hit.article.headline for hit in asked(",jc0sy 2026").hits]


@pytest.mark.parametrize(
    ("typed", "meant"), [("мектеб", "мектеп"), ("мектебтер", "мектеп"), ("құрлысқа", "құрылыс")]
)
def test_what_is_offered_is_what_was_meant(typed, meant):
    make_article("Мектеп құрылысы", body="<p>Мектебі жаңа. Мектепте оқиды. Құрылысқа бөлінді.</p>")
    assert asked(typed).suggestion == meant
    assert asked(typed).hits


def test_the_very_word_is_suggested_first():
    for number in range(14):
        make_article(f"Орта орталық ортақ ортада орташа орт{'абвгдежзиклмно'[number]}лық {number}")
    make_article("Үлкен өрт болды")
    assert completions("өрт") == ["өрт"]
    assert "орта" in completions("орт")


def test_topics_are_suggested_the_very_one_and_the_most_used_first():
    rare, used = make_tag("Көпір жөндеу", "kopir-jondeu"), make_tag("Көпір салу", "kopir-salu")
    make_tag("Көпір сызу", "kopir-syzu")  # no article has it
    hidden = make_tag("Көпір бұзу", "kopir-buzu")
    for number in range(3):
        make_article(f"Салынды {number}", tags=[used])
    make_article("Жөнделді", tags=[rare])
    make_article("Бұзылмайды", tags=[hidden], publish=False)
    make_article("Мост", tags=[hidden], language="ru")
    assert completions("көпі") == ["Көпір салу", "Көпір жөндеу", "көпір"]
    assert completions("көпір") == ["көпір", "Көпір салу", "Көпір жөндеу"]
    assert completions("көпір са")[0] == "Көпір салу"
    assert completions("köpı")[0] == "Köpır salu"


def test_suggestions_are_in_the_script_that_was_typed():
    make_article("Жаңа көпір ашылды")
    assert completions("жаңа көп") == ["жаңа көпір"]
    assert completions("jaña köp") == ["jaña köpır"]
    assert completions("جاڭا كو") == ["جاڭا كوپىر"]


def test_suggestions_are_words_that_articles_have_and_names_as_written():
    make_article("Зымбыратқа келді", body="<p>Бектеновтің сөзі. Ол Әскерхановты көрді.</p>")
    assert completions("зымб") == ["зымбыратқа"]
    assert completions("бекте") == ["Бектенов"]
    assert completions("әскерхан") == ["Әскерханов"]


def test_a_correction_says_what_it_did(client):
    make_article("Босқындар келді")
    page = client.get("/search/", {"q": "бсоқын"}).content.decode()
    assert "«бсоқын» дәл осылай ешбір мақалада жазылмаған" in page
    assert '<a href="?q=%D0%B1%D0%BE%D1%81%D2%9B%D1%8B%D0%BD">босқын</a>' in page
    assert "дәл осылай" not in client.get("/search/", {"q": "босқын"}).content.decode()
