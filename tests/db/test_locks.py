"""What is read in a turn is read once, and never other than it is."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.db.locks import write_transaction
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


def test_lists_are_read_once_in_a_turn_and_each_time_outside(article):
    with write_transaction():
        assert asked(lambda: [tags(article), tags(article)]) == 1
    assert asked(lambda: [tags(article), tags(article)]) == 2


def test_what_is_changed_in_a_turn_is_seen_in_it(article):
    other = make_tag("Ауыл", "auyl")
    with write_transaction():
        before = tags(article)
        article.set_tags([other])
        assert tags(article) == [other.pk]
        assert before != [other.pk]


def test_what_a_savepoint_takes_back_is_gone_in_the_turn_too(article):
    with write_transaction():
        before = tags(article)
        with transaction.atomic():
            article.set_tags([])
            assert tags(article) == []
            transaction.set_rollback(True)
        assert tags(article) == before


def test_the_next_turn_begins_anew(article):
    with write_transaction():
        tags(article)
    article.set_tags([])
    with write_transaction():
        assert tags(article) == []
