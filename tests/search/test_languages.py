"""The Russian and the English edition: each is read and completed by the words of its own."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.search import matching, search, suggest
from tests.factories import make_article, make_author, make_tag

pytestmark = pytest.mark.django_db


def asked(text, language="ru"):
    return search(text, language=language, at=timezone.now())


def found(text, language="ru"):
    return [hit.article.headline for hit in asked(text, language).hits]


def completions(text, language="ru"):
    return suggest(text, language=language, at=timezone.now()).queries


@pytest.mark.parametrize(
    ("headline", "typed", "language"),
    [
        ("Установлено сто датчиков", "датчик", "ru"),
        ("Назарбаева встретили в Алматы", "назарбаев", "ru"),
        ("Жители Астаны вышли на субботник", "астана", "ru"),
        ("К паводкам готовы", "паводок", "ru"),
        ("Отчёт о бюджете", "отчет", "ru"),
        ("Отчет о бюджете", "отчёты", "ru"),
        ("Школы и больницы", "что в школе", "ru"),
        ("Scientists found a river", "scientist", "en"),
        ("The election was held", "elections", "en"),
    ],
)
def test_all_forms_of_a_word_find_it(headline, typed, language):
    make_article(headline, language=language)
    make_article("Басқа мақала", language=language)
    assert found(typed, language) == [headline]
    assert asked(typed, language).suggestion == ""


def test_found_words_are_marked():
    make_article("Установлено сто датчиков", language="ru")
    assert asked("датчик").hits[0].headline == "Установлено сто <mark>датчиков</mark>"


def test_stop_words_of_the_language_are_passed_over():
    make_article("Он и она на реке", language="ru")
    make_article("Мост закрыт", language="ru")
    assert found("где и на каком мосту") == ["Мост закрыт"]
    assert found("the bridge", "en") == []


def test_a_slip_is_asked_about_in_the_words_of_the_edition():
    make_article("Полиция задержала водителя", language="ru")
    make_article("Полицей келді")
    assert asked("полициа").suggestion == ""  # its stem is known
    assert asked("задежрала").suggestion == "задержала"
    assert asked("zaderzhala").suggestion == ""
    make_article("Электричества хватит", language="ru")
    assert asked("електричество").suggestion == "электричества"
    assert asked("pflth;fkf").suggestion == "задержала"
    assert asked("полицйе", "kk").suggestion == "полицей"


def test_each_edition_completes_its_own_words():
    make_article("Көпір ашылды", body="<p>Поселке келді. Школада.</p>", tags=[make_tag()])
    make_article(
        "Открыта школа в посёлке", body="<p>Школы строят.</p>", language="ru", tags=[make_tag()]
    )
    assert completions("шко") == completions("школа") == ["школа"]
    assert completions("реформа") == []
    assert completions("посёл") == ["посёлке"]
    assert completions("көп") == []
    assert "школа" not in completions("школ", "kk")
    assert completions("откр", "kk") == []


def test_an_article_is_found_by_its_tags_and_authors_too():
    author = make_author("Мұрат Әлиев", "murat-aliev")
    make_article("Мост", language="ru", tags=[make_tag()], authors=[author])
    assert found("реформасы") == found("әлиев") == ["Мост"]


def test_the_index_made_anew_knows_each_language():
    make_article("Установлено сто датчиков", language="ru")
    call_command("reindex", verbosity=0)
    assert found("датчик") == ["Установлено сто датчиков"]
    assert completions("датч") == ["датчиков"]
    assert completions("датч", "kk") == []


def test_the_desk_finds_all_languages():
    articles = [
        make_article("Новых датчиков нет", language="ru", publish=False),
        make_article("Датчик орнатылды"),
        make_article("Датчики", language="ru"),
    ]
    assert matching("датчик") == [article.pk for article in reversed(articles)]
    assert matching("новых датчик") == [articles[0].pk]
