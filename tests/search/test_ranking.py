"""What comes before what; the suite runs this on SQLite and again on PostgreSQL."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.search import search
from tests.factories import make_article

pytestmark = pytest.mark.django_db
NOW = timezone.now()
WORDS = [f"{first}{second}ық" for first in "бгдзклмнпрст" for second in ("ал", "ол", "ыр", "ұм")]


def found(text):
    hits = search(text, language="kk", at=NOW, size=100).hits
    return [hit.article.headline for hit in hits]


def ago(**time):
    return NOW - timedelta(**time)


def test_an_article_does_not_sink_among_short_items():
    long = [" ".join([*WORDS[n::6], "көпір"]) for n in range(6)]
    make_article("Ұзақ", body=f"<p>{' '.join(long)}</p>", publish=ago(days=2))
    make_article("Қысқа", body="<p>Көпір туралы екі-үш сөз.</p>", publish=ago(days=1))
    assert found("көпір") == ["Ұзақ", "Қысқа"]
    for number in range(20):
        make_article(f"Хабар {number}", body="<p>Көпір туралы екі-үш сөз.</p>", publish=ago(days=3))
    assert found("көпір")[:2] == ["Ұзақ", "Қысқа"]


def test_letters_in_the_middle_of_a_word_say_something():
    make_article("Зауыт ашылды", body="<p>Қалада автозауыт бар.</p>", publish=ago(days=2))
    make_article("Зауыт жабылды", body="<p>Қалада автобекет бар.</p>", publish=ago(days=1))
    assert found("зауыт") == ["Зауыт ашылды", "Зауыт жабылды"]


def test_what_the_best_have_in_common_says_something():
    for number in range(10):
        text = f"<p>Ертіс суы {WORDS[number]}.</p>"
        make_article(f"Көпір {number}", body=text, publish=ago(days=5))
    for number in range(20):
        text = f"<p>Қалада көпір салынды {WORDS[20 + number]}.</p>"
        make_article(f"Хабар {number}", body=text, publish=ago(days=5))
    make_article("Өзен", body="<p>Қалада көпір салынды, Ертіс.</p>", publish=ago(days=3))
    make_article("Дүкен", body="<p>Қалада көпір салынды, базар.</p>", publish=ago(days=1))
    order = found("көпір")
    assert order.index("Өзен") < order.index("Дүкен")


def test_the_first_page_and_the_next_are_parts_of_one_order():
    for number in range(70):
        text = f"<p>Көпір {'көпір ' * (number % 7)} {WORDS[number % 40]}.</p>"
        make_article(f"Хабар {number}", body=text, publish=ago(hours=number))
    whole, pages, after = found("көпір"), [], ""
    while len(pages) < 70:
        page = search("көпір", language="kk", at=NOW, size=15, after=after)
        pages += [hit.article.headline for hit in page.hits]
        if not (after := page.next_cursor):
            break
    assert pages == whole
    assert len(whole) == 70


def test_a_word_that_every_article_has_finds_them_beside_one_that_none_has():
    for number in range(30):
        make_article(f"Хабар {number}", body="<p>Қазақстан.</p>", publish=ago(days=9))
    make_article("Қазақстан бүгін", publish=ago(days=30))
    assert found("қазақстан")[0] == found("қазақстан жоқсөз")[0] == "Қазақстан бүгін"
    assert len(found("қазақстан жоқсөз")) == 31
