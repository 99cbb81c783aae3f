"""What Prometheus and the log learn of the tasks."""

import logging
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from articles.models import Task
from articles.models.tasks import TaskStatus
from articles.tasks import enqueue, lease
from tests.support import tasks
from tests.support.tasks import run_waiting


def figures(client):
    """By name and labels."""
    lines = client.get("/metrics").content.decode().splitlines()
    found = (line.rpartition(" ") for line in lines if line.startswith("newsroom_"))
    return {name: float(value) for name, _, value in found}


@pytest.mark.django_db
def test_tasks_are_counted_by_status(client, tmp_path):
    assert figures(client)["newsroom_longest_waiting_task_seconds"] == 0
    for number in range(3):
        enqueue(tasks.urgent, str(tmp_path / str(number)))
    lease.claim("somebody")
    Task.objects.filter(status=TaskStatus.WAITING).update(
        enqueued_at=timezone.now() - timedelta(minutes=5)
    )
    enqueue(tasks.fail)
    Task.objects.filter(task_path__endswith="fail").update(status=TaskStatus.FAILED)
    found = figures(client)
    assert found['newsroom_tasks{status="waiting"}'] == 2
    assert found['newsroom_tasks{status="running"}'] == 1
    assert found['newsroom_tasks{status="failed"}'] == 1
    assert 300 <= found["newsroom_longest_waiting_task_seconds"] < 900
    assert found["newsroom_workers"] == 1


@pytest.mark.django_db
def test_the_other_figures_are_there_without_a_database(client, monkeypatch):
    def refuse(*args):
        raise DatabaseError("refused")

    client.get("/")  # which is counted
    monkeypatch.setattr(Task.objects, "order_by", refuse)
    found = figures(client)
    assert "newsroom_page_cache_total" in str(found)
    assert "newsroom_tasks" not in str(found)


@pytest.mark.django_db
@pytest.mark.parametrize(("limit", "is_logged"), [(1, True), (600_000, False)])
def test_a_slow_task_is_a_line_of_the_log(settings, caplog, limit, is_logged):
    settings.SLOW_TASK_MS = limit
    enqueue(tasks.slow)
    with caplog.at_level(logging.WARNING):
        run_waiting()
    lines = [(entry.task, entry.ms >= 30) for entry in caplog.records if entry.msg == "slow task"]
    assert lines == [("slow", True)] * is_logged
