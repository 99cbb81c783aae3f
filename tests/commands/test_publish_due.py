"""``publish_due``: what has become visible is announced, each publication once."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import close_old_connections, connections
from django.utils import timezone

from articles.models import Announcement, Article, AuditEntry, Kind
from articles.signals import article_announced
from tests.factories import make_article, make_section

NOON = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def heard():
    """The articles announced during the test."""
    told = []

    def listen(sender, article, **kwargs):
        told.append(article.pk)

    article_announced.connect(listen)
    yield told
    article_announced.disconnect(listen)


def run(capsys, at, *options):
    with time_machine.travel(at, tick=False):
        call_command("publish_due", *options)
    return capsys.readouterr().out


@pytest.mark.django_db
def test_what_is_due_is_announced_once(capsys, heard):
    with time_machine.travel(NOON, tick=False):
        now = make_article("Қазір")
        later = make_article("Кейін", publish=NOON + HOUR)
    assert heard == [now.pk]
    assert run(capsys, NOON) == "announced 0\n"
    assert run(capsys, NOON + HOUR, "--dry-run") == f"{later.pk} Кейін\ndue 1\n"
    assert run(capsys, NOON + HOUR) == "announced 1\n"
    assert run(capsys, NOON + 2 * HOUR) == "announced 0\n"
    assert heard == [now.pk, later.pk]
    act = AuditEntry.objects.get(verb="announce")
    assert (act.key, act.origin, act.by_id) == (later.pk, "publish_due", None)


@pytest.mark.django_db
def test_what_was_put_off_or_taken_back_is_not_announced(capsys, heard):
    with time_machine.travel(NOON, tick=False):
        off, back, short = (make_article(publish=NOON + HOUR) for _ in range(3))
        off.published_at = NOON + 3 * HOUR
        off.reschedule(by=None, at=NOON)
        back.withdraw(by=None, at=NOON)
        short.withdraw_at = NOON + 2 * HOUR
        short.reschedule(by=None, at=NOON)
    assert run(capsys, NOON + 2 * HOUR) == "announced 0\n"
    assert run(capsys, NOON + 3 * HOUR) == "announced 1\n"
    assert heard == [off.pk]
    assert not Announcement.objects.waiting().exists()


@pytest.mark.django_db
def test_an_article_that_readers_know_is_no_news_when_its_time_is_put_right(heard):
    article = make_article()
    article.published_at -= HOUR
    article.reschedule(by=None, at=timezone.now())
    article.withdraw(by=None, at=timezone.now())
    article.publish(by=None, at=timezone.now())
    assert heard == [article.pk]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_announce_each_once(migrated, heard):
    for model, rows in migrated.items():
        model._base_manager.bulk_create(rows, ignore_conflicts=True)
    due = timezone.now() - HOUR
    section, kind = make_section(), Kind.objects.first()
    articles = Article.objects.bulk_create(
        Article(
            headline=f"Жаңалық {n}", slug="x", section=section, kind=kind,
            status="published", published_at=due,
        )
        for n in range(30)
    )  # fmt: skip
    Announcement.objects.bulk_create(
        Announcement(article=article, published_at=due) for article in articles
    )

    def announce():
        close_old_connections()
        call_command("publish_due", verbosity=0)
        connections.close_all()

    threads = [threading.Thread(target=announce) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(heard) == [article.pk for article in articles]
    assert AuditEntry.objects.filter(verb="announce").count() == 30


@pytest.mark.django_db
def test_what_was_put_off_and_back_again_is_announced_at_its_time(capsys, heard):
    """So is what was put off or touched otherwise: at its last time, and once."""
    with time_machine.travel(NOON, tick=False):
        back, touched, off = (make_article(publish=NOON + HOUR) for _ in range(3))
        back.published_at = NOON + 2 * HOUR
        back.reschedule(by=None, at=NOON)
        back.published_at = NOON + HOUR
        back.reschedule(by=None, at=NOON)
        touched.withdraw_at = NOON + 5 * HOUR
        touched.reschedule(by=None, at=NOON)
        off.published_at = NOON + 2 * HOUR
        off.reschedule(by=None, at=NOON)
    assert run(capsys, NOON + HOUR) == "announced 2\n"
    assert run(capsys, NOON + 2 * HOUR) == "announced 1\n"
    assert set(heard[:2]) == {back.pk, touched.pk}
    assert heard[2:] == [off.pk]
    assert not Announcement.objects.waiting().exists()


@pytest.mark.django_db
def test_what_was_taken_back_and_comes_out_later_is_announced_again(capsys, heard):
    with time_machine.travel(NOON, tick=False):
        article = make_article()
        article.withdraw(by=None, at=NOON)
        article.published_at = NOON + HOUR
        article.publish(by=None, at=NOON)
    assert heard == [article.pk]
    assert run(capsys, NOON + HOUR) == "announced 1\n"
    assert heard == [article.pk, article.pk]
