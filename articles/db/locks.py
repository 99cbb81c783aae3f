"""The locks of those who write, and what is read once while articles are locked."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.conf import settings
from django.db import OperationalError, connection, transaction

from .sqlite.base import is_busy
from .writer_queue import WriteTimeout

Result = TypeVar("Result")

_LOCK = 0x4E455753  # any number of ours, for PostgreSQL's advisory lock
_TIMEOUTS = {"55P03", "40P01"}  # of PostgreSQL: a lock did not come in time, or never would have
_INVALID = object()
_memo: ContextVar[dict | None] = ContextVar("what was read in this transaction", default=None)


def article_write_lock():
    """Wait until no other transaction changes articles; to be called before any row is locked.

    Who took a row first and then waited here for one who waits for that row would wait for ever.
    SQLite's writers follow one another anyway. Nobody waits for longer than ``WRITE_WAIT``, then
    an error is raised that is a :func:`lock timeout <is_lock_timeout>`; nor does the transaction
    wait longer for a row afterwards.

    Whoever has the lock already may take it once more. Only :func:`write_transaction` is sure to
    have it: elsewhere a savepoint may have been rolled back since, and the lock let go with it.
    """
    if _memo.get() is None:
        _lock(_LOCK)


def bytes_lock(digest: str):
    """Wait until no other transaction stores the bytes with this digest, in hexadecimal.

    For no longer than for :func:`article_write_lock`, and with the same error.
    """
    _lock(int.from_bytes(bytes.fromhex(digest)[:8], signed=True))


def _lock(number: int):
    if connection.vendor != "postgresql":
        return
    wait = f"{settings.WRITE_WAIT}s"
    with connection.cursor() as cursor:
        # By word of the transaction: a pooler drops what a connection was opened with.
        cursor.execute(
            "SELECT set_config('lock_timeout', %s, true), pg_advisory_xact_lock(%s)",
            [wait, number],
        )


def is_lock_timeout(error: BaseException) -> bool:
    """Whether ``error`` says that others were writing for as long as this writer would wait."""
    if not isinstance(error, OperationalError):
        return False
    state = getattr(error.__cause__, "sqlstate", "")
    return isinstance(error, WriteTimeout) or is_busy(error) or state in _TIMEOUTS


@contextmanager
def write_transaction() -> Iterator[None]:
    """A transaction that no other comes between: what it reads by :func:`memoize` is read once.

    For a door that asks several verbs for one thing, each of which looks for itself.
    """
    with transaction.atomic():
        article_write_lock()
        token = _memo.set({})
        try:
            yield
        finally:
            _memo.reset(token)


def memoize(name: Hashable, compute: Callable[[], Result]) -> Result:
    """What ``compute`` gives; inside :func:`write_transaction`, what it gave before."""
    memo = _memo.get()
    if memo is None or memo.get(name) is _INVALID:
        return compute()
    if name not in memo:
        memo[name] = compute()
    return memo[name]


def invalidate(name: Hashable):
    """Ask again from here on: a savepoint may yet take the change back."""
    if (memo := _memo.get()) is not None:
        memo[name] = _INVALID
