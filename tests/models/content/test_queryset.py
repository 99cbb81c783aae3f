"""Lists of articles: in order, page after page, and each from its index."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from articles.signals import articles_updated
from tests.factories import make_article, make_author, make_section, make_tag
from tests.support.staff import make_staff

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
            for way in ("seqscan", "bitmapscan", "sort"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
    plan = LISTS[name](live, before).for_cards(NOON)[:21].explain()
    # Over an empty table PostgreSQL holds the two indexes that are in the order of a section's list
    # for equals, so there the name may be that of the shorter one.
    short = connection.vendor == "postgresql" and name == "section"
    assert INDEXES["newest" if short else name] in plan
    assert "B-TREE" not in plan
    assert "Sort" not in plan


@pytest.fixture
def heard():
    """The keys that were said to have been updated."""
    found = []

    def listen(keys, **_):
        found.append(sorted(keys))

    articles_updated.connect(listen)
    yield found
    articles_updated.disconnect(listen)


def test_an_update_takes_the_lists_and_the_index_along(heard):
    first, second, other = make_list(3)
    both = Article.objects.filter(pk__in=[first.pk, second.pk])
    heard.clear()
    assert both.update(published_at=NOON + timedelta(days=1)) == 2
    assert heard == [sorted([first.pk, second.pk])]
    for rows in ("bylines", "taggings"):
        for article, expected in ((first, 1), (second, 1), (other, 0)):
            instants = set(getattr(article, rows).values_list("published_at", flat=True))
            assert (instants == {NOON + timedelta(days=1)}) is bool(expected)
    assert both.update(headline="Жаңа") == 2
    assert len(heard) == 2
    assert both.update(created_by=None) == 2  # stands nowhere else
    assert len(heard) == 2


def test_an_update_that_fails_on_the_way_is_none():
    [article] = make_list(1)

    def fail(**_):
        raise ZeroDivisionError

    articles_updated.connect(fail)
    try:
        with pytest.raises(ZeroDivisionError):
            Article.objects.update(headline="Жаңа")
    finally:
        articles_updated.disconnect(fail)
    assert transaction.get_rollback()
    transaction.set_rollback(False)
    assert article.pk


def test_templates_delete_and_update_nothing():
    for name in ("update", "delete"):
        assert getattr(Article.objects.all(), name).alters_data


def test_key_terms_have_an_instant_where_their_article_has_one():
    article = make_article("Мектеп кітапханасы ашылды", publish=NOON)
    assert article.key_terms.exists()
    Article.objects.filter(pk=article.pk).update(published_at=NOON + timedelta(hours=1))
    instants = set(article.key_terms.values_list("published_at", flat=True))
    assert instants == {NOON + timedelta(hours=1)}


def test_what_readers_have_seen_is_not_deleted_with_others():
    seen, draft = make_article(), make_article(publish=False)
    seen.withdraw(by=None, at=NOON)
    with pytest.raises(ProtectedError):
        Article.objects.all().delete()
    assert Article.objects.count() == 2
    Article.objects.filter(pk=draft.pk).delete()
    assert list(Article.objects.all()) == [seen]


def test_what_waits_and_what_was_taken_back_with_a_reason():
    waiting, settled, withdrawn, retracted = (make_article(publish=NOON) for _ in range(4))
    waiting.save_revision(waiting.content() | {"headline": "Жаңа"}, by=None, at=NOON)
    withdrawn.withdraw(by=None, at=NOON)
    retracted.retract(by=None, at=NOON, note="Дерек расталмады.")
    assert list(Article.objects.pending()) == [waiting]
    assert list(Article.objects.retracted()) == [retracted]
    assert settled in Article.objects.live()


def test_what_somebody_has_written_is_begun_or_signed_by_them_and_named_once():
    user, other = make_staff("Reporter"), make_staff("Reporter", "other")
    me, also_me = (make_author(f"Мен {n}", f"men-{n}") for n in range(2))
    type(me).objects.filter(pk=me.pk).update(user=user)
    begun = make_article(created_by=user)
    signed = make_article(authors=[me, make_author("Дана", "dana")])
    both = make_article(created_by=user, authors=[me, also_me])
    make_article(created_by=other)
    found = Article.objects.written_by(user).order_by("pk")
    assert list(found) == [begun, signed, both]


def test_a_day_and_a_section_and_a_language():
    midnight = timezone.make_aware(datetime.fromisoformat("2026-03-03"))
    second = timedelta(seconds=1)
    instants = [midnight - second, midnight, midnight + timedelta(days=1) - second]
    instants.append(midnight + timedelta(days=1))
    made = [make_article(publish=at) for at in instants]
    assert set(Article.objects.on_day(midnight.date())) == set(made[1:3])
    sport = make_article(section=make_section("Спорт", "sport"), language="ru")
    assert list(Article.objects.in_section(sport.section)) == [sport]
    assert list(Article.objects.in_language("ru")) == [sport]


def test_lists_reach_to_the_end_of_the_calendar():
    last = datetime(9998, 12, 31, 23, tzinfo=UTC)
    article = make_article(publish=NOON, tags=[make_tag()])
    Article.objects.filter(pk=article.pk).update(published_at=last)
    assert list(Article.objects.tagged(make_tag())) == [article]


@pytest.mark.parametrize(("name", "at"), [("for_cards", [NOON]), ("for_page", [])])
def test_a_card_and_a_page_need_no_query_of_their_own(name, at):
    make_list(1)
    [article] = getattr(Article.objects, name)(*at)
    with CaptureQueriesContext(connection) as queries:
        assert article.section.name
        assert article.photo is None
        if name == "for_page":
            assert [tagging.tag.name for tagging in article.taggings.all()]
            assert [byline.author.portrait for byline in article.bylines.all()] == [None, None]
            assert article.kind.name
    assert len(queries) == 0


def test_the_next_change_is_one_row():
    hours = [timedelta(hours=number) for number in (-1, 1, 2)]
    for hour in hours:
        article = make_article(publish=NOON + hour)
        Article.objects.filter(pk=article.pk).update(withdraw_at=NOON + hour + timedelta(days=1))
    assert [*Article.objects.next_publication(NOON)] == [{"shown": NOON + hours[1]}]
    assert [*Article.objects.next_withdrawal(NOON)] == [
        {"withdraw_at": NOON + hours[0] + timedelta(days=1)}
    ]
