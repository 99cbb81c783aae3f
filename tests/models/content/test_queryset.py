"""Lists of articles: in order, page after page, and each from its index."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from articles.models import Article
from tests.factories import make_article, make_author, make_section, make_tag

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


def make_list(count):
    """Articles newest first, each with two tags and two authors."""
    tags = [make_tag(), make_tag("Қала", "qala")]
    authors = [make_author(), make_author("Мұрат Әлиев", "murat-aliev")]
    return [
        make_article(publish=NOON - timedelta(hours=number // 2), tags=tags, authors=authors)
        for number in range(count)
    ]


LISTS = {
    "newest": lambda live, before: live.newest(before),
    "section": lambda live, before: live.in_section(make_section()).newest(before),
    "tag": lambda live, before: live.tagged(make_tag(), before),
    "author": lambda live, before: live.by_author(make_author(), before),
}


@pytest.mark.parametrize("name", LISTS)
def test_pages_name_every_article_once(name):
    made = make_list(7)
    live, seen, before = Article.objects.live(NOON).in_language("kk"), [], None
    while page := list(LISTS[name](live, before)[:2]):
        seen += page
        before = page[-1].published_at, page[-1].pk
    assert sorted(a.pk for a in seen) == sorted(a.pk for a in made)
    assert seen == sorted(made, key=lambda a: (a.published_at, a.pk), reverse=True)


INDEXES = {
    "newest": "article_newest",
    "section": "article_newest_in_section",
    "tag": "tagging_newest",
    "author": "byline_newest",
}


@pytest.mark.parametrize("before", [None, (NOON, 5)])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_read_from_its_index_and_never_sorted(name, before):
    """A database that sorts a list reads all of it first: at 30 articles nobody notices."""
    live = Article.objects.live(NOON).in_language("kk")
    if connection.vendor == "postgresql":  # which would not bother with an index on so few rows
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
    plan = LISTS[name](live, before).for_cards()[:21].explain()
    # Over an empty table PostgreSQL holds the two indexes that are in the order of a section's list
    # for equals, so there the name may be that of the shorter one.
    short = connection.vendor == "postgresql" and name == "section"
    assert INDEXES["newest" if short else name] in plan
    assert "B-TREE" not in plan
    assert "Sort" not in plan
