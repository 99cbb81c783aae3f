"""Background tasks as the database has them, how far they have come, and who does them."""

from datetime import datetime, timedelta
from traceback import format_exception
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet, get_date_max

from .audit import AuditEntry

MOST_ATTEMPTS = 5
_FIRST_DELAY = timedelta(seconds=10)
_GROWTH = 5  # times as long after each attempt: 10 s, 50 s, 4 minutes, 21 minutes
# A worker says every ``BEAT`` that it is at its task; who has not for ``LEASE`` has lost it.
BEAT, LEASE = timedelta(seconds=8), timedelta(seconds=30)
# Who has said nothing of how far it is for so long hangs: long tasks report every second or so.
STUCK = timedelta(minutes=30)
# One that waits for work says so less often.
IDLE_BEAT, LONGEST_SILENCE = timedelta(seconds=60), timedelta(seconds=150)


class WorkerLost(Exception):
    """The worker ended, or lost the database, in the middle of the task."""


class TaskStatus(models.TextChoices):
    """The library's, in the newsroom's words."""

    WAITING = "READY", pgettext_lazy("task", "waiting")
    RUNNING = "RUNNING", pgettext_lazy("task", "running")
    FAILED = "FAILED", pgettext_lazy("task", "failed")
    DONE = "SUCCESSFUL", pgettext_lazy("task", "done")


class TaskQuerySet(DBTaskResultQuerySet):
    """The library's words (``ready()``, ``running()``, ``failed()``, ``finished()``), and ours."""

    def waiting(self):
        """Those to be done now or later; the library's ``ready()`` is now."""
        return self.filter(status=TaskStatus.WAITING)

    def same_as(self, path: str, args):
        """Those of the task at ``path`` with these arguments."""
        return self.filter(task_path=path, args_kwargs={"args": list(args), "kwargs": {}})


class Task(DBTaskResult):
    """A row of the queue. Who has claimed it is known by ``started_at``: no two claims have one."""

    objects: ClassVar = TaskQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = pgettext_lazy("in the background", "task")
        verbose_name_plural = pgettext_lazy("in the background", "tasks")
        default_permissions = ("view", "change")

    def __str__(self):
        return self.task_path.rpartition(".")[2]

    @property
    def attempts(self) -> int:
        """How often it was begun, the present time included."""
        return len(self.worker_ids)

    def finish(self, *, at: datetime) -> bool:
        """It is done. Whether it was still this claim's: another may have taken it up."""
        done = {"exception_class_path": "", "traceback": ""}
        return self._end(status=TaskStatus.DONE, finished_at=at, **done)

    def fail(self, error: BaseException, *, at: datetime) -> bool:
        """It did not work: it is tried again after a while, ``MOST_ATTEMPTS`` times in all."""
        kind = type(error)
        fields = {
            "exception_class_path": f"{kind.__module__}.{kind.__qualname__}",
            "traceback": "".join(format_exception(error)),
        }
        if self.attempts >= MOST_ATTEMPTS:
            return self._end(status=TaskStatus.FAILED, finished_at=at, **fields)
        delay = _FIRST_DELAY * _GROWTH ** (self.attempts - 1)
        at_once = isinstance(error, WorkerLost)
        due = get_date_max() if at_once else at + delay
        return self._end(status=TaskStatus.WAITING, run_after=due, **fields)

    def give_back(self) -> bool:
        """Let another take it up at once: this attempt is none."""
        before = self.worker_ids[:-1]
        return self._end(status=TaskStatus.WAITING, worker_ids=before, run_after=get_date_max())

    def _end(self, **fields) -> bool:
        claimed = Task.objects.running().filter(pk=self.pk, started_at=self.started_at)
        return bool(claimed.update(**fields))

    def retry(self, *, by, at: datetime) -> bool:
        """Put a failed one into the queue again, as if it had never been tried."""
        again = {"worker_ids": [], "run_after": get_date_max(), "finished_at": None}
        failed = Task.objects.failed().filter(pk=self.pk)
        if not failed.update(status=TaskStatus.WAITING, **again):
            return False
        AuditEntry.record("retry", self, by=by, at=at)
        return True


class TaskProgress(models.Model):
    """How far a task has come; only those have a row that are done in many steps."""

    task = models.OneToOneField(
        Task, on_delete=models.CASCADE, primary_key=True, related_name="progress"
    )
    done = models.PositiveIntegerField()
    total = models.PositiveIntegerField()
    position = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = _("progress")
        verbose_name_plural = _("progress")
        default_permissions = ()

    def __str__(self):
        return f"{self.done} / {self.total}"


class WorkerQuerySet(models.QuerySet["Worker"]):
    """The words in which workers are asked for. Instants are of the database's clock."""

    def silent(self, since: timedelta):
        return self.filter(beat_at__lt=Now() - since)

    def alive(self):
        """Those that have been heard of lately."""
        return self.filter(beat_at__gte=Now() - LONGEST_SILENCE)


class Worker(models.Model):
    """A process that does tasks, and its lease on the one that it is at."""

    name = models.CharField(max_length=64, primary_key=True)
    task = models.ForeignKey(Task, on_delete=models.SET_NULL, null=True, related_name="workers")
    beat_at = models.DateTimeField()

    objects = WorkerQuerySet.as_manager()

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")
        default_permissions = ()

    def __str__(self):
        return self.name


class PeriodicRun(models.Model):
    """When a periodic task was last put into the queue, by whichever worker."""

    name = models.CharField(max_length=100, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("periodic task")
        verbose_name_plural = _("periodic tasks")
        default_permissions = ()

    def __str__(self):
        return self.name
