"""Turns: whoever changes articles waits until nobody else does, and then knows what it has read."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.db import connection, transaction

Found = TypeVar("Found")

_LOCK = 0x4E455753  # any number of ours, for PostgreSQL's advisory lock
_CHANGED = object()
_read: ContextVar[dict | None] = ContextVar("what was read in this turn", default=None)


def one_at_a_time():
    """Wait until no other transaction changes articles; to be called before any row is locked.

    Who took a row first and then waited here for one who waits for that row would wait for ever.
    SQLite's writers follow one another anyway.
    """
    if connection.vendor != "postgresql" or _has_turn():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    transaction.on_commit(_end_turn)


def _has_turn() -> bool:
    """Whether this transaction holds the lock: Django forgets a hook when the lock is rolled back.

    Both go with the transaction, or with the savepoint in which they came.
    """
    return any(hook is _end_turn for _savepoints, hook, _robust in connection.run_on_commit)


def _end_turn():
    """The database lets the lock go."""


@contextmanager
def in_one_turn() -> Iterator[None]:
    """A transaction that nobody else's comes between: what it reads by :func:`recall` is read once.

    For a door that asks several verbs for one thing, each of which looks for itself.
    """
    with transaction.atomic():
        one_at_a_time()
        token = _read.set({})
        try:
            yield
        finally:
            _read.reset(token)


def recall(name: Hashable, ask: Callable[[], Found]) -> Found:
    """What ``ask`` gives; inside :func:`in_one_turn`, what it gave under this name before."""
    read = _read.get()
    if read is None or read.get(name) is _CHANGED:
        return ask()
    if name not in read:
        read[name] = ask()
    return read[name]


def changed(name: Hashable):
    """Ask again from here on: a savepoint may yet take the change back."""
    if (read := _read.get()) is not None:
        read[name] = _CHANGED
