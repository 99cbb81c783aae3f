"""The plan: what it shows of a week and of a day, and what may be moved in it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, AuditEntry, RelatedArticle
from tests.factories import make_article, make_section
from tests.support.staff import form_of, make_staff

pytestmark = pytest.mark.django_db
PLAN = reverse("admin:articles_article_plan")
MOVE = reverse("admin:articles_article_move")
NOW = datetime(2026, 3, 4, 5, tzinfo=UTC)  # a Wednesday, ten o'clock in the newsroom


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)


def hours(number):
    return NOW + timedelta(hours=number)


def shown(client, **query):
    """What the plan shows: for each day the headlines that stand there, with what they are."""
    page = client.get(PLAN, query)
    assert page.status_code == 200
    return {
        day.date.isoformat(): [(line.entry.what, line.entry.article.headline) for line in day.lines]
        for day in page.context["days"]
        if day.lines
    }


def move(client, article, what, at, was=None):
    """Have the plan move an article; gives what it says."""
    field = {"scheduled": "published_at", "due": "due_at"}[what]
    stands = was or getattr(article, field).astimezone(UTC).isoformat()
    data = {"article": article.pk, "what": what, "was": stands}
    data["at"] = timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")
    page = client.post(MOVE, data, follow=True)
    article.refresh_from_db()
    return page.status_code, " ".join(str(said) for said in page.context.get("messages", []))


def test_a_week_shows_what_is_scheduled_embargoed_and_due(client, editor):
    make_article("Ертеңгі", publish=hours(24))
    make_article("Шыққан", publish=hours(-2))
    make_article("Эмбарго", publish=False, embargo_until=hours(26))
    make_article("Жазылуы керек", publish=False, due_at=hours(48))
    make_article("Келесі апта", publish=False, due_at=hours(24 * 7))
    assert shown(client) == {
        "2026-03-05": [("scheduled", "Ертеңгі"), ("embargo", "Эмбарго")],
        "2026-03-06": [("due", "Жазылуы керек")],
    }
    assert shown(client, span="day", day="2026-03-06") == {"2026-03-06": [("due", "Жазылуы керек")]}
    assert shown(client, day="2026-03-12") == {"2026-03-11": [("due", "Келесі апта")]}


@pytest.mark.parametrize("day", ["", "0001-01-01", "9999-12-31", "2026-02-31", "x"])
def test_a_day_that_no_calendar_has_is_today(client, editor, day):
    page = client.get(PLAN, {"day": day, "span": "day"})
    assert [one.date.isoformat() for one in page.context["days"]] == ["2026-03-04"]


def test_who_is_late_stands_first_until_the_article_is_ready(client, editor):
    late = make_article("Кешіккен", publish=False, due_at=hours(-1))
    assert "Кешіккен" in [line.entry.article.headline for line in client.get(PLAN).context["late"]]
    late.transition("submit", by=None, at=NOW)
    late.transition("approve", by=None, at=NOW)
    assert client.get(PLAN).context["late"] == []


def test_an_anniversary_is_what_the_newsroom_has_gone_back_to(client, editor):
    for years in (1, 2, 5, 10):
        for number in range(5):
            at = NOW.replace(year=2026 - years) + timedelta(minutes=number)
            make_article(f"{years} жыл бұрын, {number}", publish=at)
    loved = Article.objects.get(headline="5 жыл бұрын, 4")
    RelatedArticle.objects.create(article=make_article(), related=loved)
    gone = Article.objects.get(headline="1 жыл бұрын, 0")
    gone.withdraw(by=None, at=NOW)
    [today] = client.get(PLAN, {"span": "day"}).context["days"]
    found = [one.article.headline for one in today.anniversaries]
    assert found[:3] == [f"1 жыл бұрын, {number}" for number in (1, 2, 3)]
    assert found[3:6] == ["5 жыл бұрын, 4", "5 жыл бұрын, 0", "5 жыл бұрын, 1"]
    assert {one.years for one in today.anniversaries} == {1, 5, 10}


def test_a_leap_day_is_remembered_on_28_february(client, editor):
    make_article("Кібісе күн", publish=datetime(2016, 2, 29, 6, tzinfo=UTC))
    [day] = client.get(PLAN, {"span": "day", "day": "2026-02-28"}).context["days"]
    assert [one.article.headline for one in day.anniversaries] == ["Кібісе күн"]


def test_an_article_is_moved_and_that_is_on_record(client, editor):
    article = make_article(publish=hours(24))
    move(client, article, "scheduled", hours(48))
    assert article.published_at == hours(48)
    entry = AuditEntry.objects.first()
    assert (entry.verb, entry.by_id) == ("schedule", editor.pk)
    owed = make_article(publish=False, due_at=hours(5))
    move(client, owed, "due", hours(30))
    assert owed.due_at == hours(30)
    entry = AuditEntry.objects.first()
    assert (entry.verb, entry.by_id) == ("due", editor.pk)
    assert entry.before == {"due_at": hours(5).isoformat()}


def test_nothing_moves_past_its_embargo_into_the_past_or_beyond_its_end(client, editor):
    article = make_article(publish=hours(24), embargo_until=hours(20), withdraw_at=hours(72))
    for at in (hours(19), hours(-1), hours(73)):
        status, said = move(client, article, "scheduled", at)
        assert status == 200
        assert said
        assert article.published_at == hours(24)


def test_who_sees_an_old_plan_does_not_move_what_a_colleague_has_moved(client, editor):
    article = make_article(publish=hours(24))
    was = article.published_at.astimezone(UTC).isoformat()
    move(client, article, "scheduled", hours(30))
    _status, said = move(client, article, "scheduled", hours(40), was=was)
    assert article.headline in said
    assert article.published_at == hours(30)


def test_what_is_out_already_is_not_moved(client, editor):
    article = make_article(publish=hours(-2))
    move(client, article, "scheduled", hours(5))
    assert article.published_at == hours(-2)


@pytest.mark.parametrize(
    ("role", "section", "status"),
    [
        ("Reporter", "", 403),
        ("Photo editor", "", 403),
        ("Editor", "sport", 403),
        ("Editor", "", 200),
    ],
)
def test_who_may_not_change_the_article_may_not_move_it(client, sign_in, role, section, status):
    user = sign_in(role)
    if section:
        user.sections.add(make_section("Спорт", section))
    article = make_article(publish=hours(24))
    assert move(client, article, "scheduled", hours(30))[0] == status
    assert (article.published_at == hours(30)) == (status == 200)


def test_a_reporter_moves_the_due_time_of_an_own_draft(client, sign_in):
    user = sign_in("Reporter")
    article = make_article(publish=False, due_at=hours(5), created_by=user)
    other = make_article(publish=False, due_at=hours(5), created_by=make_staff("Editor"))
    lines = client.get(PLAN, {"span": "day"}).context["days"][0].lines
    assert {line.entry.article.pk: line.moves for line in lines} == {
        article.pk: True,
        other.pk: False,
    }
    assert move(client, article, "due", hours(6))[0] == 200
    assert article.due_at == hours(6)


def test_the_form_of_an_article_sets_when_it_is_due(client, editor):
    article = make_article(publish=False)
    data = form_of(article, due_at_0="05.03.2026", due_at_1="18:00")
    client.post(reverse("admin:articles_article_change", args=[article.pk]), data)
    article.refresh_from_db()
    assert article.due_at == datetime(2026, 3, 5, 13, tzinfo=UTC)
    assert AuditEntry.objects.filter(verb="due").count() == 1


def test_a_full_plan_takes_no_more_queries_than_an_empty_one(client, editor):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            client.get(PLAN)
        return len(seen)

    client.get(PLAN)
    empty = asked()
    for number in range(8):
        make_article(publish=hours(number + 1))
        make_article(publish=False, due_at=hours(number - 3), assigned_to=editor)
        make_article(publish=NOW.replace(year=2025) + timedelta(hours=number))
    assert asked() <= empty + 2  # how often what is found was picked; the sections of who looks


def test_tomorrow_and_who_is_late_are_on_the_desk(client, editor):
    make_article("Ертеңгі хабар", publish=hours(24))
    make_article("Арғы күнгі хабар", publish=hours(48))
    make_article("Кешіккен сұхбат", publish=False, due_at=hours(-1), assigned_to=editor)
    page = client.get(reverse("admin:index"))
    text = page.content.decode()
    assert [line.entry.article.headline for line in page.context["tomorrow"]] == ["Ертеңгі хабар"]
    assert [line.entry.article.headline for line in page.context["late"]] == ["Кешіккен сұхбат"]
    assert f"{PLAN}?span=day&amp;day=2026-03-05" in text
