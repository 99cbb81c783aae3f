"""How far the task has come that runs here: said by it, seen by editors, gone on from."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from ..models.tasks import Task, TaskProgress

_running: ContextVar["Run | None"] = ContextVar("the task that runs here", default=None)


class Interrupted(Exception):
    """The task is given back in the middle: the worker is to end, or something urgent has come."""


class Run:
    """A task that a worker is at; ``must_stop`` says whether that worker is to end."""

    def __init__(self, task: Task, must_stop: Callable[[], bool]) -> None:
        self.task, self.must_stop = task, must_stop

    def must_yield(self) -> bool:
        return (
            self.must_stop()
            or Task.objects.ready().filter(priority__gt=self.task.priority).exists()
        )


@contextmanager
def running(run: Run) -> Iterator[None]:
    """What is reported inside is the progress of ``run``."""
    token = _running.set(run)
    try:
        yield
    finally:
        _running.reset(token)


def report(done: int, total: int, position: int) -> None:
    """Say that ``done`` of ``total`` steps are done, to be called between two transactions.

    ``position`` is where to go on from: what :func:`position` gives when the task is begun again.
    May not return: then the task is given back. Outside of a worker it does nothing.
    """
    run = _running.get()
    if run is None:
        return
    said = {"done": done, "total": total, "position": position}
    TaskProgress.objects.update_or_create(task=run.task, defaults=said)
    if done < total and run.must_yield():
        raise Interrupted


def position() -> int | None:
    """Where the task left off when it was last interrupted; None at its beginning."""
    run = _running.get()
    if run is None:
        return None
    rows = TaskProgress.objects.filter(task=run.task).values_list("position", flat=True)
    return rows.first()
