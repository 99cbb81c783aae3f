"""Search through its door; the suite runs this on SQLite and again on PostgreSQL."""

import unicodedata
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Article, SearchEntry
from articles.search import matching, search
from tests.factories import forget, make_article, make_author, make_tag

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def found(text, language="kk", at=None, **kwargs):
    at = at or timezone.now()
    return [hit.article.headline for hit in search(text, language=language, at=at, **kwargs).hits]


def ago(**time):
    return NOW - timedelta(**time)


def test_headline_comes_before_lede_and_lede_before_body():
    make_article("Мәтінде", body="<p>Қалада көпір салынды.</p>", publish=ago(hours=1))
    make_article("Лидте", lede="Жаңа көпір туралы.", publish=ago(hours=2))
    make_article("Көпір ашылды", publish=ago(hours=3))
    make_article("Ескі көпір", publish=ago(days=400))
    assert found("көпір") == ["Көпір ашылды", "Ескі көпір", "Лидте", "Мәтінде"]


def test_every_word_must_be_there_wherever_it_stands():
    make_article("Жаңа көпір", body="<p>Астана</p>")
    make_article("Жаңа жол", body="<p>Астана</p>")
    assert found("астана көпір") == ["Жаңа көпір"]
    assert found("көпір жоқсөз") == []


def test_newest_first_whenever_it_was_written():
    make_article("Сайлау бүгін", publish=ago(minutes=5))
    make_article("Сайлау былтыр", publish=ago(days=365))
    make_article("Сайлау кеше", publish=ago(days=1))
    assert found("сайлау") == ["Сайлау бүгін", "Сайлау кеше", "Сайлау былтыр"]


@pytest.mark.parametrize(
    "typed",
    ["САЯСАТ", "саясат", "«Саясат»!", "#саясат", unicodedata.normalize("NFD", "Саясат")],
)
def test_case_and_signs_do_not_matter(typed):
    make_article("Саясат пен өмір")
    assert found(typed) == ["Саясат пен өмір"]


@pytest.mark.parametrize(
    ("headline", "typed"),
    [
        ("СІМ өкілі мәлімдеді", "сім"),
        ("Референдум-2026 қорытындысы", "референдум 2026"),
        ("Референдум-2026 қорытындысы", "Референдум-2026"),
        ("Apple Қазақстанда", "APPLE"),
        ("Бюджет 3,5 трлн", "3,5"),
        ("Дайын жауап", unicodedata.normalize("NFD", "дайын")),
        (unicodedata.normalize("NFD", "Дайын жауап"), "дайын"),
        ("O’Neill келді", "o'neill"),
        ("and or not near", "AND"),
        ("ٴبىر سوز", "ٴبىر"),
    ],
)
def test_words_of_all_sorts(headline, typed):
    make_article(headline)
    make_article("Басқа мақала")
    assert found(typed) == [headline]


def test_a_letter_is_not_another():
    make_article("Қыс келді")
    make_article("Кыс келді")
    make_article("Дайын")
    assert found("қыс") == ["Қыс келді"]
    assert found("даиын") == []


def test_tags_authors_and_agency_are_found():
    author = make_author("Мұрат Әлиев", "murat-aliev")
    make_article("Бір", tags=[make_tag("Су реформасы")], authors=[author], agency="Дала-Ақпарат")
    make_article("Екі")
    assert found("реформасы") == found("әлиев мұрат") == found("дала ақпарат") == ["Бір"]


def test_only_what_readers_may_see():
    make_article("Көпір жоба", publish=False)
    make_article("Көпір ертең", publish=NOW + timedelta(days=1))
    make_article("Көпір орысша", language="ru")
    gone = make_article("Көпір алынды", publish=ago(hours=1))
    gone.withdraw(by=None, at=NOW)
    make_article("Көпір мерзімі бітті", publish=ago(days=2), withdraw_at=ago(days=1))
    make_article("Көпір көрінеді", publish=ago(hours=1))
    assert found("көпір") == ["Көпір көрінеді"]
    assert found("көпір", language="ru") == ["Көпір орысша"]
    assert found("көпір", at=NOW + timedelta(days=2)) == ["Көпір ертең", "Көпір көрінеді"]


def test_the_desk_finds_all():
    articles = [
        make_article("Көпір жоба", publish=False),
        make_article("Көпір ертең", publish=NOW + timedelta(days=1)),
        make_article("Мост: көпір", language="ru", publish=ago(days=3)),
    ]
    assert set(matching("КӨПІР")) == {article.pk for article in articles}
    assert matching("көпір", limit=1) == [articles[1].pk]
    assert matching("көпір жоба") == [articles[0].pk]


def test_the_desk_finds_while_somebody_types():
    bridges, bridge = make_article("Көпірлер"), make_article("Көпір жоба", publish=False)
    assert set(matching("көпі")) == {bridges.pk, bridge.pk}
    assert matching("көпі жоб") == []
    assert matching("жоба көпі") == [bridge.pk]
    assert matching("кө") == []
    assert found("көпі") == []


def test_a_change_is_found_and_what_was_there_before_is_not():
    article = make_article("Ескі тақырып", publish=ago(days=1))
    make_article("Ескі қала", publish=ago(days=2))
    article.headline, article.published_at = "Жаңа тақырып", ago(days=30)
    article.save()
    article.announce(by=None, at=NOW)
    assert found("ескі") == ["Ескі қала"]
    assert found("тақырып") == ["Жаңа тақырып"]
    forget(Article.objects.filter(pk=article.pk))
    assert found("тақырып") == []
    assert SearchEntry.objects.count() == 1


def test_pages_follow_one_another_through_all_tiers():
    for number in range(4):
        make_article(f"Көпір {number}", publish=ago(hours=number))
    for number in range(3):
        make_article(f"Лид {number}", lede="Көпір", publish=ago(days=30 * number))
    for number in range(4):
        make_article(f"Мәтін {number}", body="<p>көпір</p>", publish=ago(days=100 * number))
    whole = found("көпір", size=50)
    assert len(whole) == 11
    paged, cursor = [], ""
    while True:
        page = search("көпір", language="kk", at=timezone.now(), after=cursor, size=3)
        paged.append([hit.article.headline for hit in page.hits])
        if not (cursor := page.next_cursor):
            break
    assert [len(page) for page in paged] == [3, 3, 3, 2]
    assert [headline for page in paged for headline in page] == whole


def test_a_page_that_is_just_full_is_the_last():
    for number in range(3):
        make_article(f"Көпір {number}")
    assert search("көпір", language="kk", at=timezone.now(), size=3).next_cursor == ""


@pytest.mark.parametrize(
    "cursor", ["x", "4-1", "1", "1-", "-1-5", "1-" + "9" * 19, "1-" + "1" * 40]
)
def test_a_malformed_cursor_is_refused(cursor):
    with pytest.raises(ValueError, match="cursor"):
        search("көпір", language="kk", at=NOW, after=cursor)


def test_articles_are_fetched_by_their_keys(django_assert_num_queries):
    make_article("Көпір")
    with django_assert_num_queries(2) as queries:
        found("көпір")
    plan = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        cursor.execute(plan + queries[1]["sql"])
        lines = " ".join(str(row) for row in cursor.fetchall())
    assert "article_newest" not in lines


def test_two_queries(django_assert_num_queries):
    for number in range(30):
        make_article(f"Көпір {number}", lede="Лид", publish=ago(hours=number))
    with django_assert_num_queries(2):
        for hit in search("көпір", language="kk", at=NOW).hits:
            assert hit.article.section.name
            assert hit.headline.startswith("<mark>Көпір</mark>")
    with django_assert_num_queries(0):
        assert search(" «…» ", language="kk", at=NOW) == ([], [], "")
