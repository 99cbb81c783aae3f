"""What is read in a turn is read once, and never other than it is."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.db.locks import article_write_lock, write_transaction
from tests.factories import make_article, make_author, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_article(tags=[make_tag("Су", "su")], authors=[make_author()], publish=False)


def tags(article):
    return article.content()["tags"]


def asked(act):
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def test_lists_are_read_once_in_a_write_transaction_and_each_time_outside(article):
    with write_transaction():
        assert asked(lambda: [tags(article), tags(article)]) == 1
    assert asked(lambda: [tags(article), tags(article)]) == 2


def test_what_is_changed_in_a_write_transaction_is_seen_in_it(article):
    other = make_tag("Ауыл", "auyl")
    with write_transaction():
        before = tags(article)
        article.set_tags([other])
        assert tags(article) == [other.pk]
        assert before != [other.pk]


def test_what_a_savepoint_takes_back_is_gone_from_the_memo_too(article):
    with write_transaction():
        before = tags(article)
        with transaction.atomic():
            article.set_tags([])
            assert tags(article) == []
            transaction.set_rollback(True)
        assert tags(article) == before


def test_the_next_write_transaction_begins_anew(article):
    with write_transaction():
        tags(article)
    article.set_tags([])
    with write_transaction():
        assert tags(article) == []


def holds_the_lock():
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks"
            " WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid()"
        )
        return cursor.fetchone() == (1,)


def test_a_lock_that_went_with_a_savepoint_is_taken_again():
    with transaction.atomic():
        with transaction.atomic():
            article_write_lock()
            transaction.set_rollback(True)
        article_write_lock()
        assert holds_the_lock()


def test_a_savepoint_in_a_write_transaction_does_not_end_it():
    with write_transaction():
        with transaction.atomic():
            article_write_lock()
            transaction.set_rollback(True)
        assert asked(article_write_lock) == 0
        assert holds_the_lock()
