"""Publishing: what each verb writes, what it refuses, and what it leaves on record."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
import time_machine
from django.core.exceptions import ValidationError

from articles.models import Article, PublishCheckSetting
from articles.models.workflow.publishing import reasonable_instant
from articles.models.workflow.transitions import Status
from tests.factories import make_article, make_tag
from tests.support.editing import NOW, fresh, last_act, save
from tests.support.staff import make_staff

pytestmark = pytest.mark.django_db

naive = datetime.fromisoformat
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("instant", "is_reasonable"),
    [
        (naive("1900-01-01"), True),
        (naive("2099-12-31"), True),
        (naive("1899-12-31"), False),
        (naive("2100-01-01"), False),
        (datetime(1899, 12, 31, 23, tzinfo=UTC), True),  # in Almaty it is the next year
        (datetime(2099, 12, 31, 23, tzinfo=UTC), False),
        (datetime(2100, 1, 1, 8, tzinfo=timezone(timedelta(hours=14))), True),
        (datetime.max.replace(tzinfo=UTC), False),
        (datetime.min.replace(tzinfo=timezone(timedelta(hours=14))), False),
    ],
)
def test_a_year_is_one_of_the_archives_by_the_clocks_of_the_newsroom(instant, is_reasonable):
    if is_reasonable:
        reasonable_instant(instant)
    else:
        with pytest.raises(ValidationError) as refused:
            reasonable_instant(instant)
        assert "1900–2099" in refused.value.messages[0]


@pytest.mark.parametrize("offset", [-1, 0, 1, 3599, 3600, 3601])
@pytest.mark.parametrize("ends", [None, NOW + HOUR])
def test_a_row_is_live_where_the_query_says_so(offset, ends):
    article, at = make_article(publish=NOW, withdraw_at=ends), NOW + timedelta(seconds=offset)
    expected = offset >= 0 and (ends is None or at < ends)
    assert article.is_live(at) is expected
    assert Article.objects.live(at).exists() is expected


def test_live_is_now_where_no_instant_is_given():
    article = make_article(publish=NOW, withdraw_at=NOW + HOUR)
    for at, expected in ((NOW - SECOND, False), (NOW, True), (NOW + HOUR, False)):
        with time_machine.travel(at, tick=False):
            assert article.is_live() is expected
    article.published_at = None
    assert article.is_live(NOW) is False


@pytest.mark.parametrize("status", Status)
def test_scheduled_is_what_is_published_and_not_out(status):
    article = make_article(publish=False, published_at=NOW)
    article.status = status
    for at in (NOW - SECOND, NOW, NOW + SECOND):
        with time_machine.travel(at, tick=False):
            assert article.is_scheduled is (status == Status.PUBLISHED and at < NOW)
    article.published_at = None
    assert article.is_scheduled is False


def test_publishing_takes_what_was_saved_last_and_the_instant_of_the_act():
    article = make_article("Бірінші", publish=False)
    at = NOW.replace(microsecond=123456)
    article.publish(by=None, at=at)
    row = fresh(article)
    assert (row.status, row.published_at, row.slug) == (Status.PUBLISHED, NOW, "birinsi")
    article.withdraw(by=None, at=NOW + HOUR)
    assert fresh(article).status == Status.WITHDRAWN
    save(article, headline="Екінші", tags=[make_tag().pk])
    article.publish(by=None, at=NOW + 2 * HOUR)
    row = fresh(article)
    assert (row.headline, row.published_at, row.slug) == ("Екінші", NOW, "birinsi")
    assert row.tags.count() == 1
    assert not row.has_unpublished_changes


def test_what_waits_on_what_was_taken_back_comes_out_with_it():
    article = make_article("Бірінші")
    save(article, headline="Екінші")
    article.withdraw(by=None, at=NOW)
    article.publish(by=None, at=NOW + HOUR)
    assert fresh(article).headline == "Екінші"


@pytest.mark.parametrize("embargo", [None, NOW - HOUR, NOW, NOW + HOUR])
def test_without_a_time_of_its_own_an_article_waits_for_the_end_of_its_embargo(embargo):
    article = make_article(publish=False, embargo_until=embargo)
    article.publish(by=None, at=NOW)
    assert fresh(article).published_at == max(NOW, embargo or NOW)


def test_the_checks_look_at_what_would_come_out():
    article = make_article("Бірінші")
    save(article, headline="…")
    assert {one.name for one in article.check_results(at=NOW) if one.blocks} == {"headline"}
    content = article.content()
    assert not any(one.blocks for one in article.check_results(content, at=NOW))
    for act in (article.amend, article.publish):
        with pytest.raises(ValidationError):
            act(by=None, at=NOW)
    assert fresh(article).headline == "Бірінші"


def test_all_that_blocks_is_said_by_field():
    PublishCheckSetting.objects.filter(name__in=["photo", "tags"]).update(level="block")
    article = make_article("…", publish=False, section=None, body="")
    with pytest.raises(ValidationError) as refused:
        article.publish(by=None, at=NOW)
    assert set(refused.value.message_dict) == {"headline", "section", "body", "photo", "tags"}
    assert fresh(article).status == Status.DRAFT


@pytest.mark.parametrize("role", [None, "Chief editor", "Editor"])
def test_what_is_not_fixed_is_overridden_with_a_reason_and_the_right(role):
    by = make_staff(role) if role else None
    PublishCheckSetting.objects.filter(name="lede").update(level="block")
    article = make_article(publish=False)
    with pytest.raises(ValidationError):
        article.publish(by=by, at=NOW)
    if role == "Editor":
        with pytest.raises(ValidationError):
            article.publish(by=by, at=NOW, reason="Шұғыл")
        return
    article.publish(by=by, at=NOW, reason="Шұғыл")
    act = last_act(article)
    assert (act.verb, act.reason, act.after["overridden"]) == ("publish", "Шұғыл", ["lede"])
    save(article, headline="Екінші")
    article.transition("amend", by=by, at=NOW, reason="Тағы шұғыл")
    act = last_act(article)
    assert (act.verb, act.reason, act.after["overridden"]) == ("amend", "Тағы шұғыл", ["lede"])


def test_a_reason_is_on_record_only_where_something_was_overridden():
    article = make_article(publish=False)
    article.publish(by=None, at=NOW, reason="Шұғыл")
    act = last_act(article)
    assert (act.reason, "overridden" in act.after) == ("", False)
    assert act.before == {
        "status": "draft", "published_at": None, "withdraw_at": None, "embargo_until": None,
    }  # fmt: skip
    assert act.after == act.before | {
        "status": "published",
        "published_at": "2026-03-03T13:00:00+00:00",
    }


@pytest.mark.parametrize("name", ["headline", "lede", "body"])
def test_readers_are_told_of_news_alone(name):
    article = make_article("Бірінші", publish=NOW)
    save(article, tags=[make_tag().pk])
    article.amend(by=None, at=NOW + HOUR)
    assert fresh(article).updated_at is None
    save(article, **{name: "<p>Жаңа</p>"})
    article.amend(by=None, at=NOW + 2 * HOUR)
    row = fresh(article)
    assert row.updated_at == NOW + 2 * HOUR
    assert getattr(row, name) == "<p>Жаңа</p>"
    assert last_act(row).verb == "amend"


def test_what_nobody_has_read_yet_has_no_news():
    article = make_article("Бірінші", publish=NOW + HOUR)
    save(article, headline="Екінші")
    article.amend(by=None, at=NOW)
    assert (fresh(article).headline, fresh(article).updated_at) == ("Екінші", None)


@pytest.mark.parametrize("status", Status)
def test_whatever_else_a_row_says_readers_see_what_is_published(status):
    article = make_article(publish=NOW)
    article.status = status
    assert article.is_live(NOW) is (status == Status.PUBLISHED)


def test_where_nothing_waits_the_checks_look_at_the_row():
    article = make_article("Бірінші")
    article.headline = "…"
    assert {one.name for one in article.check_results(at=NOW) if one.blocks} == {"headline"}


def test_where_nothing_waits_what_a_script_has_written_comes_out():
    article = make_article("Бірінші")
    article.withdraw(by=None, at=NOW)
    Article.objects.filter(pk=article.pk).update(headline="Скрипттен")
    fresh(article).publish(by=None, at=NOW + HOUR)
    assert fresh(article).headline == "Скрипттен"


def test_an_address_has_eighty_letters_at_most():
    assert len(make_article("ә" * 90).slug) == 80
