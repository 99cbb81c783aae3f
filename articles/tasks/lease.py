"""Claiming tasks, and taking up those of workers that are no more.

A worker has one row. While it is at a task, the row names it and is renewed every few seconds; once
it has not been for ``LEASE``, the task is another's. No lock of a database session is held: behind
PgBouncer each transaction may have another session.
"""

from datetime import datetime
from typing import cast

from django.db import transaction
from django.db.models.functions import Now

from ..models.tasks import LEASE, Task, Worker, WorkerLost


def claim(worker: str) -> Task | None:
    """The next task that is due, which is the ``worker``'s from here on. Without one, no write."""
    if not Task.objects.ready().exists():
        return None
    with transaction.atomic():
        if task := cast("Task | None", Task.objects.ready().get_locked()):
            task.claim(worker)
            beat(worker, task=task)
    return task


def beat(worker: str, **fields: Task | None) -> None:
    """Say that the worker is there; with ``task``, what it is at from now on."""
    Worker.objects.update_or_create(name=worker, defaults={"beat_at": Now(), **fields})


def leave(worker: str) -> None:
    """The worker is no more."""
    Worker.objects.filter(name=worker).delete()


def take_back(worker: str, *, at: datetime) -> int:
    """Put tasks into the queue again whose workers have lost them; how many.

    ``worker`` asks, who is at nothing now: what its row names it has lost itself.
    """
    lost = Worker.objects.silent(LEASE) | Worker.objects.filter(name=worker)
    if not lost.exclude(task=None).exists():
        return 0
    with transaction.atomic():
        rows = lost.exclude(task=None).select_for_update(skip_locked=True, of=("self",))
        found = list(rows.select_related("task"))
        for row in found:
            row.task.fail(WorkerLost(row.name), at=at)
        Worker.objects.filter(name__in=[row.name for row in found]).delete()
    return len(found)
