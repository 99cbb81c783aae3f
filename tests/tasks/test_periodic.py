"""What is due every so often is put into the queue once, whoever looks."""

from datetime import datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from articles.models import Announcement, Task
from articles.tasks import enqueue
from articles.tasks.periodic import Periodic, enqueue_due
from articles.tasks.pruning import prune
from articles.tasks.schedule import SCHEDULE
from tests.factories import make_article
from tests.support import tasks
from tests.support.tasks import run_waiting

pytestmark = pytest.mark.django_db
ALMATY = ZoneInfo("Asia/Almaty")
NIGHT = Periodic(tasks.fail, at=time(3, 30))
OFTEN = Periodic(tasks.fail, every=timedelta(minutes=1))


def enqueued(row, now):
    enqueue_due([row], now=now)
    count = Task.objects.count()
    Task.objects.all().delete()
    return count


def test_every_minute():
    now = datetime(2026, 3, 3, 12, tzinfo=ALMATY)
    seconds = [0, 1, 59, 60, 61, 125]
    due = [enqueued(OFTEN, now + timedelta(seconds=second)) for second in seconds]
    assert due == [1, 0, 0, 1, 0, 1]


def test_every_night_or_as_soon_as_a_worker_is_there_again():
    hours = [datetime(2026, 3, day, hour, tzinfo=ALMATY) for day in (3, 4) for hour in (1, 3, 4, 9)]
    assert [enqueued(NIGHT, now) for now in hours] == [0, 0, 1, 0, 0, 0, 1, 0]


def test_what_is_not_needed_writes_nothing(django_assert_num_queries):
    idle = Periodic(tasks.fail, every=timedelta(minutes=1), is_needed=lambda: False)
    with django_assert_num_queries(1):
        enqueue_due([idle, idle], now=timezone.now())


def test_a_worker_announces_what_has_become_visible():
    now = timezone.now()
    article = make_article(publish=now + timedelta(minutes=5))
    enqueue_due(SCHEDULE, now=now)
    run_waiting()
    assert not Announcement.objects.get(article=article).announced_at
    with time_machine.travel(now + timedelta(minutes=6)):
        enqueue_due(SCHEDULE, now=timezone.now())
        run_waiting()
    assert Announcement.objects.get(article=article).announced_at


def test_old_tasks_are_deleted():
    far = {"args_kwargs": {}, "run_after": timezone.now() + timedelta(days=9)}
    make = partial(Task.objects.create, **far)
    ages = {"SUCCESSFUL": (1, 4), "FAILED": (4, 31)}
    for status, days in ages.items():
        for age in days:
            at = timezone.now() - timedelta(days=age)
            make(task_path="x", status=status, finished_at=at)
    make(task_path="waits")
    enqueue(prune)
    run_waiting()
    left = Task.objects.exclude(task_path__endswith="prune").order_by("finished_at")
    assert {(task.status, task.task_path) for task in left} == {
        ("SUCCESSFUL", "x"),
        ("FAILED", "x"),
        ("READY", "waits"),
    }
    assert left.count() == 3
