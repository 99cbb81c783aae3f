"""What is to be done every so often, or every night: each time once, however many workers."""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from ..models.tasks import PeriodicRun
from .library import LibraryTask
from .queue import enqueue


class Periodic(NamedTuple):
    """A task without arguments and how often it is due; ``is_needed`` must write nothing."""

    task: LibraryTask
    every: timedelta = timedelta(days=1)
    at: time | None = None  # of the newsroom's clock, for what is done every day
    is_needed: Callable[[], bool] = lambda: True

    @property
    def name(self) -> str:
        return self.task.module_path

    def last_due(self, now: datetime) -> datetime:
        """It is due if it was not done since."""
        if self.at is None:
            return now - self.every
        local = timezone.localtime(now)
        today = local.replace(hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0)
        return today if today <= local else today - timedelta(days=1)


def enqueue_due(table: Iterable[Periodic], *, now: datetime) -> None:
    """Put what is due into the queue. Where nothing is, one query and no write.

    What is for the night waits for the first one.
    """
    table = list(table)
    ran = dict(PeriodicRun.objects.filter(name__in=[row.name for row in table]).values_list())
    for row in table:
        last = ran.get(row.name)
        if last is None and row.at is not None:
            PeriodicRun.objects.get_or_create(name=row.name, defaults={"at": now})
        elif (last is None or last <= row.last_due(now)) and row.is_needed():
            _enqueue(row, now)


@transaction.atomic
def _enqueue(row: Periodic, now: datetime) -> None:
    """Unless another worker has, a moment ago."""
    run, is_first = PeriodicRun.objects.get_or_create(name=row.name, defaults={"at": now})
    due = PeriodicRun.objects.filter(pk=run.pk, at__lte=row.last_due(now))
    if is_first or due.update(at=now):
        enqueue(row.task)
