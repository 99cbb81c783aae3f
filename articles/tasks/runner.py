"""Doing one task: claimed, run, and what came of it written down."""

import logging
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ..models.audit import audit_origin
from ..models.tasks import MOST_ATTEMPTS, Task
from . import lease
from .progress import Interrupted, Run, running

logger = logging.getLogger(__name__)

ORIGIN = "worker"  # of the acts that tasks put on record


def run_next(worker: str, must_stop: Callable[[], bool] = lambda: False) -> bool:
    """Do the next task that is due; whether there was one.

    A fault of the task is written down with it. Raises what the database raises when it is away:
    then the task is the worker's still, until :func:`articles.tasks.lease.take_back`.
    """
    task = lease.claim(worker)
    if task is None:
        return False
    began = monotonic()
    try:
        with running(Run(task, must_stop)), audit_origin(ORIGIN):
            _call(task)
    except Interrupted:
        _end(worker, task.give_back)
        logger.info("%s: given back after %.1f s", task, monotonic() - began)
    except Exception as error:  # noqa: BLE001 (whatever it is: it stands in the row)
        fault = error
        _end(worker, lambda: task.fail(fault, at=timezone.now()))
        _log(task, error)
    except BaseException:  # the worker is to end at once
        with suppress(Exception):
            _end(worker, task.give_back)
        raise
    else:
        _end(worker, lambda: task.finish(at=timezone.now()))
        logger.info("%s: done in %.1f s", task, monotonic() - began)
    _log_slow(task, monotonic() - began)
    return True


def _call(task: Task) -> None:
    arguments = task.args_kwargs
    task.task.call(*arguments["args"], **arguments["kwargs"])


def _end(worker: str, write: Callable[[], bool]) -> None:
    with transaction.atomic():
        write()
        lease.beat(worker, task=None)


def _log(task: Task, error: Exception) -> None:
    if task.attempts >= MOST_ATTEMPTS:
        logger.error("%s %s: failed for good", task, task.pk, exc_info=error)
    else:
        logger.warning("%s %s: %s; will be tried again", task, task.pk, _line(error))


def _log_slow(task: Task, seconds: float) -> None:
    ms = round(seconds * 1000)
    if ms >= settings.SLOW_TASK_MS:
        logger.warning("slow task", extra={"task": str(task), "ms": ms})


def _line(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".partition("\n")[0]
