"""Figures of the background tasks for Prometheus, counted in the database when it asks."""

from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError
from django.db.models import Count
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from ..models.tasks import Task, TaskStatus, Worker
from ..monitoring.metrics import common_figures

_COUNTED = {
    TaskStatus.WAITING: "waiting",
    TaskStatus.RUNNING: "running",
    TaskStatus.FAILED: "failed",
}


class TaskFigures(Collector):
    """How many tasks wait, run and have failed; how long the first has waited; how many workers.

    No figures while the database is away.
    """

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Their names are not asked for: that would be a query wherever this is registered."""
        return iter(())

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            yield from self._figures()
        except (DatabaseError, InterfaceError):
            return

    def _figures(self) -> list[GaugeMetricFamily]:
        tasks = GaugeMetricFamily("newsroom_tasks", "Tasks by status.", labels=["status"])
        found = Task.objects.order_by().values_list("status").annotate(Count("pk"))
        counts = dict(found.filter(status__in=_COUNTED))
        for status, label in _COUNTED.items():
            tasks.add_metric([label], counts.get(status, 0))
        due = Task.objects.ready().order_by("enqueued_at").values_list("enqueued_at", flat=True)
        first = due.first()
        waits = (timezone.now() - first).total_seconds() if first else 0
        return [
            tasks,
            GaugeMetricFamily(
                "newsroom_longest_waiting_task_seconds", "Since it was put into the queue.", waits
            ),
            GaugeMetricFamily(
                "newsroom_workers", "Workers heard of lately.", Worker.objects.alive().count()
            ),
        ]


common_figures.register(TaskFigures())
