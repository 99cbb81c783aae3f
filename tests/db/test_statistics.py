"""A few articles are fetched by their keys, in a newsroom of any size."""

import pytest
from django.db import connection
from django.utils import timezone

from articles.db import statistics
from articles.models import Article, Kind
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def plan():
    keys = list(range(1, 11))
    now = timezone.now()
    return Article.objects.live(now).for_cards(now).filter(pk__in=keys).explain()


@pytest.mark.once  # PostgreSQL plans by what it has seen, which here depends on other tests
def test_an_empty_newsroom_is_planned_for_as_it_will_be():
    assert "article_desk_by_status" not in plan()


def test_what_the_database_knows_already_stays():
    make_article()
    statistics.refresh()
    statistics.assume_articles()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT stat FROM sqlite_stat1 WHERE idx = 'article_desk_by_status'")
            assert [row[0].split()[0] for row in cursor.fetchall()] == ["1"]


def test_all_indexes_are_known_to_be_as_long():
    kind = Kind.objects.first()
    Article.objects.bulk_create(Article(headline=f"{n}", kind=kind) for n in range(600))
    statistics.refresh()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'articles_article'")
            assert {row[0].split()[0] for row in cursor.fetchall()} <= {"600", "0"}
