"""Which version of the content readers' pages are made of: a number that rises with each commit.

One cheap question tells whether anything was committed that readers could see, by whatever door,
plain SQL included; what it was is not asked. Triggers note it in the transaction itself: see
migration 0031. Sessions, autosaves, presences and tasks are no content.

============  ==========================================================================
SQLite        at each asking the header of the index of the write-ahead log, which each commit
              changes; only then ``PRAGMA data_version`` says whether anybody has committed,
              and only then the number of the triggers is read. Exact at the instant.
PostgreSQL    the snapshot of this asking, and whether it sees a mark which the snapshot of
              the last one did not. Asked at most once in ``PAGE_CACHE_DELAY_MS``
              milliseconds; with 0 each time, and then as exact.
its replica   the marks that are visible there, from the oldest transaction on that had not
              ended at the last asking. As often, and as exact: of what is replayed.
============  ==========================================================================

On a standby a snapshot names no running transactions, so that ``pg_visible_in_snapshot()`` proves
nothing there. Its ``xmin`` is right, though: whatever is below has ended. So each transaction that
becomes visible after an asking has an ``xid`` that is not below the ``xmin`` of that asking, in
whatever order they commit; and its mark, a row of the same transaction, becomes visible with it.
The marks from there on are few: they are remembered, and one that was not among them is a change.
A mark may be pruned before anybody asked; but whoever prunes leaves one, of a later transaction,
and the last of those is there. Nothing is concluded from the position in the log: it moves after a
commit has become visible, and for that moment a page would be good that is not.

https://www.sqlite.org/pragma.html#pragma_data_version
https://www.sqlite.org/walformat.html#the_wal_index_header
https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT
"""

import os
import sqlite3
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from threading import Lock
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import Error, OperationalError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from . import replica

TABLE = "articles_contentmark"

_HEADER = 96  # bytes, in which the header stands twice
_never_closed: list[mmap] = []
_SAME_FILE = 0.05  # seconds for which nobody looks whether another file is in its place
_NUMBER = f"SELECT number FROM {TABLE}"  # noqa: S608
_SNAPSHOT = "SELECT pg_current_snapshot()::text, true"
_SNAPSHOT_AND_CHANGE = f"""
    SELECT pg_current_snapshot()::text, EXISTS (
        SELECT FROM {TABLE}
        WHERE xid >= pg_snapshot_xmin(%s::pg_snapshot)
        AND NOT pg_visible_in_snapshot(xid, %s::pg_snapshot)
    )
"""  # noqa: S608
_MOST_MARKS = 1000  # that are looked at; where there are more, each asking sees a change
_XMIN_AND_MARKS = f"""
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text, ARRAY(
        SELECT xid::text FROM {TABLE}
        WHERE xid >= coalesce(%s::xid8, pg_snapshot_xmin(pg_current_snapshot()))
        ORDER BY xid DESC LIMIT {_MOST_MARKS}
    )
"""  # noqa: S608


class _Watch:
    """What this process has seen, on a connection of its own: a reader never waits for another."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._number = 0
        self._seen: Any = None  # what the database said last
        self._asked = float("-inf")
        self._connection: BaseDatabaseWrapper | None = None
        self._plain: Any = None  # the same as its driver has it
        self._alias = replica.PRIMARY  # whose it is
        self._is_sqlite, self._name = False, ""
        self._file: tuple[int, int] | None = None  # of SQLite, where it is one
        self._shared: mmap | None = None  # the beginning of the index of its log
        self._header = b""

    def number(self, *, is_exact: bool) -> int:
        """The version as of now, or of ``PAGE_CACHE_DELAY_MS`` before on PostgreSQL."""
        if not is_exact and self._is_recent():
            return self._number
        with self._lock:
            if is_exact or not self._is_recent():
                started = monotonic()
                self._ask()
                self._asked = started
            return self._number

    def close(self) -> None:
        """Let go of the connection; what is asked next counts as another version."""
        with self._lock:
            self._close()

    def _is_recent(self) -> bool:
        """Whether what was seen last need not be asked again. Without a lock: as often as pages."""
        age, shared = monotonic() - self._asked, self._shared
        if shared:
            return shared[:_HEADER] == self._header and age < _SAME_FILE
        return not self._is_sqlite and age * 1000 < settings.PAGE_CACHE_DELAY_MS

    def _ask(self) -> None:
        try:
            self._look()
        except Error:  # a server that was started again, a pooler that has let go: once more
            self._close()
            try:
                self._look()
            except Error:
                self._close()
                raise

    def _look(self) -> None:
        """Raise the number where content was committed since the last look, or there was none."""
        if self._connection is not None and self._alias != replica.source():
            self._close()
        if self._connection is None:
            self._connect()
        if self._file:
            self._look_at_sqlite()
        elif self._is_sqlite:  # in memory: nobody else can look into it
            self._number += 1
        elif self._alias == replica.REPLICA:
            self._look_at_standby()
        else:
            self._look_at_postgresql()

    def _look_at_sqlite(self) -> None:
        """A file that was put in the place of the one before holds other content."""
        try:
            if _identity(self._name) != self._file:
                self._close()
                self._connect()
            header = self._shared[:_HEADER] if self._shared else b""
            [version] = self._plain.execute("PRAGMA data_version").fetchone()
            if self._seen and self._seen[0] == version:
                row = self._seen[1]
            else:
                row = self._plain.execute(_NUMBER).fetchone()
        except sqlite3.Error as error:
            raise OperationalError(str(error)) from error
        before, self._seen = self._seen, (version, row)
        is_changed = before is None or before[1] != row
        self._number += is_changed  # before the header, by which others know that it holds
        self._header = header
        self._shared = self._shared or _mapped(self._name)

    def _look_at_postgresql(self) -> None:
        if self._seen is None:
            self._seen, is_changed = self._row(_SNAPSHOT)
        else:
            self._seen, is_changed = self._row(_SNAPSHOT_AND_CHANGE, self._seen, self._seen)
        self._number += is_changed

    def _look_at_standby(self) -> None:
        floor, known = self._seen or (None, set())
        xmin, marks = self._row(_XMIN_AND_MARKS, floor)
        self._seen = xmin, {mark for mark in marks if int(mark) >= int(xmin)}
        is_changed = floor is None or len(marks) == _MOST_MARKS or not known.issuperset(marks)
        self._number += is_changed

    def _row(self, sql: str, *values: str | None) -> tuple:
        """The one row that PostgreSQL answers."""
        from psycopg import Cursor  # noqa: PLC0415

        assert self._connection is not None
        with self._connection.wrap_database_errors, Cursor(self._plain) as cursor:
            [row] = cursor.execute(sql, values).fetchall()
        return row

    def _connect(self) -> None:
        self._alias = replica.source()
        opened = connections[self._alias].copy()
        self._is_sqlite, self._name = opened.vendor == "sqlite", str(opened.settings_dict["NAME"])
        if self._is_sqlite and not self._name.startswith((":memory:", "file:")):
            self._file = _identity(self._name)
        opened.inc_thread_sharing()
        opened.ensure_connection()
        self._connection, self._plain = opened, opened.connection

    def _close(self) -> None:
        closing, self._connection, self._seen, self._file = self._connection, None, None, None
        self._asked, self._shared, self._header = float("-inf"), None, b""
        if closing is not None:
            with suppress(Error):
                closing.close()


def _mapped(name: str) -> mmap | None:
    """The beginning of the index of the log, as all connections share it; None where there is none.

    It is there for as long as somebody is connected, and so this process. What is opened here is
    never closed: with any descriptor of a file POSIX takes all locks that the process has on it,
    those of SQLite included (https://www.sqlite.org/howtocorrupt.html, 2.2).
    """
    try:
        file = os.open(f"{os.path.realpath(name)}-shm", os.O_RDONLY)
        _never_closed.append(mmap(file, _HEADER, access=ACCESS_READ))
    except (OSError, ValueError):
        return None
    return _never_closed[-1]


def _identity(name: str) -> tuple[int, int]:
    """Which file it is. Not to be opened where there is none: that would make one, and it empty."""
    try:
        found = os.stat(name)  # noqa: PTH116  # for each page that is sent
    except OSError as error:
        raise OperationalError(str(error)) from error
    return found.st_dev, found.st_ino


_watch = _Watch()


def current(*, is_exact: bool = False) -> int:
    """The version of the content, where readers' pages are read from (``replica.source()``).

    ``is_exact``: as of now, whatever delay is allowed. Raises what the database raises when it is
    away.
    """
    return _watch.number(is_exact=is_exact)


def close() -> None:
    """Let go of the connection."""
    _watch.close()


def prune() -> int:
    """Delete the marks of transactions that all look back upon; how many. For PostgreSQL.

    That leaves a mark itself: who has not asked for long learns that there may have been others.
    A mark from a future that is not this server's came with a dump.
    """
    if connection.vendor == "sqlite":
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {TABLE} WHERE xid < pg_snapshot_xmin(pg_current_snapshot())"  # noqa: S608
            " OR xid > pg_current_xact_id()"
        )
        deleted = cursor.rowcount
        if deleted:
            cursor.execute(
                f"INSERT INTO {TABLE} VALUES (pg_current_xact_id())"  # noqa: S608
                " ON CONFLICT DO NOTHING"  # the transaction may have changed content as well
            )
    return deleted
