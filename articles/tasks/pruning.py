"""Deleting tasks that nobody asks for any more."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models.tasks import Task, TaskStatus
from .lease import forget_workers
from .queue import task

_AT_ONCE = 500
_DONE_FOR, _FAILED_FOR = timedelta(days=3), timedelta(days=30)


@task(_("Deleting old tasks"))
def prune() -> None:
    """Delete tasks that were done three days ago, and those that failed a month ago."""
    now = timezone.now()
    for status, age in ((TaskStatus.DONE, _DONE_FOR), (TaskStatus.FAILED, _FAILED_FOR)):
        old = Task.objects.filter(status=status, finished_at__lt=now - age)
        while keys := list(old.order_by().values_list("pk", flat=True)[:_AT_ONCE]):
            Task.objects.filter(pk__in=keys).delete()
    forget_workers(timedelta(days=1))
