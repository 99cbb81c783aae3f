"""Django's backend for SQLite, with a :class:`WriterQueue` before the lock of the file.

The threads of a process are let in one after the other. Of several processes the first in each
queue polls, more often than SQLite itself would. ``timeout`` in the options is the time, in
seconds, that a writer waits in all.
"""

import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Final, TypeVar

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from ..writer_queue import WriterQueue
from .schema import DatabaseSchemaEditor

Result = TypeVar("Result")

_POLL: Final = 0.003  # seconds
_WRITES: Final = ("INSERT", "UPDATE", "DELETE", "REPLACE")
_queues: defaultdict[str, WriterQueue] = defaultdict(WriterQueue)  # by the name of the database


def is_busy(error: BaseException) -> bool:
    """Whether SQLite says that somebody else is writing."""
    code = getattr(error.__cause__ or error, "sqlite_errorcode", 0)
    return code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that has its turn in the queue while a transaction is open."""

    SchemaEditorClass = DatabaseSchemaEditor
    _has_turn = False

    def create_cursor(self, name=None):
        cursor = self.connection.cursor(factory=_Cursor)
        cursor.wrapper = self
        return cursor

    def run(self, query: str, execute: Callable[[], Result]) -> Result:
        """Execute a statement: in its turn, if it writes and no transaction is open."""
        if self._has_turn or self.in_atomic_block or not query.lstrip().startswith(_WRITES):
            return execute()
        deadline = self._take_turn()
        try:
            return self._poll(execute, deadline)
        finally:
            self._end_turn()

    def _start_transaction_under_autocommit(self):
        deadline = self._take_turn()
        try:
            self._poll(super()._start_transaction_under_autocommit, deadline)
        except BaseException:
            self._end_turn()
            raise

    def _take_turn(self) -> float:
        """Wait in the queue; gives until when, by the monotonic clock, the file is waited for."""
        deadline = time.monotonic() + self._patience
        _queues[str(self.settings_dict["NAME"])].acquire(self._patience)
        self._has_turn = True
        return deadline

    @property
    def _patience(self) -> float:
        return float(self.settings_dict["OPTIONS"].get("timeout", 5))

    def _poll(self, begin: Callable[[], Result], deadline: float) -> Result:
        """What ``begin`` gives, as soon as no other process is writing."""
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            while True:
                try:
                    return begin()
                except (OperationalError, sqlite3.OperationalError) as error:
                    if not is_busy(error) or time.monotonic() > deadline:
                        raise
                time.sleep(_POLL)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {int(self._patience * 1000)}")

    def _end_turn(self):
        if self._has_turn:
            self._has_turn = False
            _queues[str(self.settings_dict["NAME"])].release()

    def _commit(self):
        try:
            super()._commit()
        finally:
            self._end_turn()

    def _rollback(self):
        try:
            super()._rollback()
        finally:
            self._end_turn()

    def _close(self):
        try:
            super()._close()
        finally:
            self._end_turn()


class _Cursor(base.SQLiteCursorWrapper):
    wrapper: DatabaseWrapper

    def execute(self, query, params=None):
        return self.wrapper.run(query, partial(super().execute, query, params))

    def executemany(self, query, param_list):
        return self.wrapper.run(query, partial(super().executemany, query, list(param_list)))
