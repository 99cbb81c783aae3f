"""Defining tasks, and having them done: by a worker, or, in a command, by the command itself."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from ..models.tasks import Task
from . import library

logger = logging.getLogger(__name__)

# Who does a task that takes long lets go of it when one of a higher priority comes.
SHORT, LONG = 0, -10

Argument = int | str | list[int]
Call = tuple[library.LibraryTask, tuple[Argument, ...]]

_titles: dict[str, Promise | str] = {}
_pending: ContextVar[list[Call] | None] = ContextVar("what this command has still to do")


def task(title: Promise | str, *, priority: int = SHORT) -> Callable[..., library.LibraryTask]:
    """Make a task of a function of a module, which people know by ``title``.

    A task may be begun twice, and end in the middle: its second run must lead to the same. It takes
    what JSON can hold, and copes with rows that are gone by the time it runs. What it is called in
    Python stands in the queue: a task that gets another name leaves its former name behind.
    """

    def define(function: Callable) -> library.LibraryTask:
        made = library.task(priority=priority)(function)
        _titles[made.module_path] = title
        return made

    return define


def title_of(path: str) -> str:
    """What people call the task at ``path``; the last word of it, if this version has none such."""
    try:
        import_string(path)
    except ImportError:
        return path.rpartition(".")[2]
    return str(_titles.get(path, path.rpartition(".")[2]))


def enqueue(task: library.LibraryTask, *args: Argument) -> None:
    """Have ``task`` done with ``args``, once the present transaction is stored, and if it is.

    The same task that waits already is not put there twice.
    """
    pending = _pending.get(None)
    if pending is not None:
        pending.append((task, args))
        transaction.on_commit(lambda: _do_all(pending))
    elif not _waits(task, args):
        task.enqueue(*args)


@transaction.atomic(savepoint=False)
def _waits(task: library.LibraryTask, args: tuple[Argument, ...]) -> bool:
    """Whether the task waits, and goes on to until this transaction is stored: its row is locked.

    SQLite needs no lock of a row: where something was written, nobody else writes.
    """
    same = Task.objects.waiting().same_as(task.module_path, args).order_by()
    locked = same.select_for_update(skip_locked=True).values_list("pk", flat=True)
    return bool(locked[:1])


@contextmanager
def immediately() -> Iterator[None]:
    """What is put into the queue inside is done here: after its commit, or at the end at latest."""
    pending: list[Call] = []
    token = _pending.set(pending)
    try:
        yield
        _do_all(pending)
    except Exception:
        pending.clear()  # whose transaction was rolled back
        raise
    finally:
        _pending.reset(token)


def _do_all(pending: list[Call]) -> None:
    while pending:
        task, args = pending.pop(0)
        try:
            task.call(*args)
        except Exception:
            task.enqueue(*args)  # where nothing can be written at all, that ends the command
            logger.exception("%s: a worker will try again", task.module_path)
