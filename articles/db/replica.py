"""Which database is read: the primary or, for readers' pages, a streaming replica of it.

Everything that writes, the desk, and every command is with the primary; only inside
:func:`reading` may reads go elsewhere. While the replica is away readers' pages are made from the
primary, until it answers again and has everything that the primary had when it was asked.

https://docs.djangoproject.com/en/5.2/topics/db/multi-db/#automatic-database-routing
https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-RECOVERY-CONTROL
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from .absence import Absence
from .outage import is_outage

PRIMARY, REPLICA = DEFAULT_DB_ALIAS, "replica"
# A commit is on the disk before it is seen; with synchronous_commit off it is seen before so much
# as its record is written.
_POSITION = """
    SELECT (CASE current_setting('synchronous_commit') WHEN 'off' THEN pg_current_wal_insert_lsn()
            ELSE pg_current_wal_flush_lsn() END - '0/0')::bigint
"""
# A server that was never a standby has no such position, and nothing to wait for.
_HAS_REACHED = (
    "SELECT coalesce(pg_last_wal_replay_lsn() - '0/0' >= %s::bigint, NOT pg_is_in_recovery())"
)
_read: ContextVar[str] = ContextVar("database that is read", default=PRIMARY)


class Router:
    """Django's database router: says nothing of rows, whichever server they were read from.

    So an object from the replica is saved to the primary, and read again from where the request
    reads.
    """

    def db_for_read(self, model: type, **hints: Any) -> str:
        return _read.get()

    def db_for_write(self, model: type, **hints: Any) -> str:
        return PRIMARY

    def allow_relation(self, first: object, second: object, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db != REPLICA


@contextmanager
def reading(alias: str) -> Iterator[None]:
    """Inside, this thread reads from ``alias``."""
    token = _read.set(alias)
    try:
        yield
    finally:
        _read.reset(token)


def read_connection() -> BaseDatabaseWrapper:
    """That from which is read now, for plain SQL."""
    return connections[_read.get()]


def is_given() -> bool:
    """Whether there is a replica at all, away or not."""
    return REPLICA in connections.settings


def source() -> str:
    """Where this process takes readers' pages from: the replica, unless that is away."""
    return REPLICA if is_given() and not _absence.is_on else PRIMARY


def of_readers() -> str:
    """The same for a page that this thread makes: a transaction does not span both."""
    return PRIMARY if connections[PRIMARY].in_atomic_block else source()


def position() -> int | None:
    """How far the primary's log has come, with all that was committed; None without a replica."""
    if not is_given() or connections[PRIMARY].vendor == "sqlite":
        return None
    with connections[PRIMARY].cursor() as cursor:
        cursor.execute(_POSITION)
        return cursor.fetchone()[0]


def has_reached(position: int) -> bool:
    """Whether the replica shows all that the primary had at ``position``.

    It tells its own position just after a commit has become visible, never before.
    """
    if connections[REPLICA].vendor == "sqlite":
        return True
    with connections[REPLICA].cursor() as cursor:
        cursor.execute(_HAS_REACHED, [position])
        return cursor.fetchone()[0]


def note_failure(error: BaseException) -> None:
    """Take the replica for being away if ``error`` says so, and not only that a query gave way.

    A standby breaks off queries that keep it from replaying.
    """
    if is_outage(error):
        _absence.begin(error)


def _asking() -> Callable[[], bool]:
    """What says whether the replica has come to where the primary was at the first asking."""
    wanted: int | None = None

    def answers() -> bool:
        nonlocal wanted
        try:
            wanted = _position_to_reach() if wanted is None else wanted
            return has_reached(wanted)
        except Error:
            return False
        finally:
            _close()

    return answers


def _position_to_reach() -> int:
    """Nobody shall see again what was before: unless there is nobody else left to be asked."""
    try:
        return position() or 0
    except Error:
        return 0


def _close() -> None:
    for alias in (PRIMARY, REPLICA):
        with suppress(Error):
            connections[alias].close()


_absence = Absence("replica", _asking, logging.getLogger(__name__))
