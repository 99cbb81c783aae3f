"""Whether the database is away: learnt from what it refuses, over when it answers again.

What goes on meanwhile is that of :class:`Absence`.
"""

import logging
from contextlib import suppress
from pathlib import Path
from threading import local

from django.db import DatabaseError, Error, InterfaceError, OperationalError, connection

from .absence import Absence
from .writer_queue import WriteTimeout

# https://www.postgresql.org/docs/current/errcodes-appendix.html: no connection, no resources (too
# many connections, a full disk), shut down or starting, trouble with the machine's files.
_SQLSTATES = ("08", "53", "57P", "58")
# https://www.sqlite.org/rescode.html, the extended ones included. Not BUSY and LOCKED: they wait.
_SQLITE_CODES = tuple(
    f"SQLITE_{word}" for word in "CANTOPEN CORRUPT FULL IOERR NOTADB PERM READONLY".split()
)


_thread = local()  # ``file``: the database's, as this thread's connection has it


def is_outage(error: BaseException | None) -> bool:
    """Whether ``error`` says that the database cannot do its work, and nothing of the query."""
    if isinstance(error, WriteTimeout):
        return False
    if isinstance(error, InterfaceError):
        return True  # the connection is closed
    cause = error.__cause__ if isinstance(error, DatabaseError) else None
    if name := getattr(cause, "sqlite_errorname", ""):
        return name.startswith(_SQLITE_CODES)
    state = getattr(cause, "sqlstate", None)
    if state is None:  # it never came to a query
        return isinstance(error, OperationalError)
    return state.startswith(_SQLSTATES)


def is_on() -> bool:
    """Whether the database is away, as far as is known; asks nothing of it."""
    if not is_known() and (fault := _fault_of_file()):
        begin(fault)
    return is_known()


def is_known() -> bool:
    """Whether it is known already that the database is away; looks at nothing."""
    return _outage.is_on


def begin(error: BaseException) -> None:
    """Take the database for being away since ``error``, until it answers again."""
    _outage.begin(error)


def _answers() -> bool:
    """On a connection of its own, closed behind it."""
    try:
        if _fault_of_file():
            return False
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
    except Error:
        return False
    finally:
        with suppress(Error):
            connection.close()
    return True


def _fault_of_file() -> OSError | None:
    """What is wrong with the file of SQLite, which a connection would make anew, and empty.

    A connection goes on with the file that it has opened, also when that is deleted; where another
    one stands in its place, a copy that was brought back, it is closed.
    """
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or name.startswith((":memory:", "file:")):
        return None
    try:
        found = Path(name).stat()
    except OSError as fault:
        return fault
    file = found.st_dev, found.st_ino
    if getattr(_thread, "file", file) != file and not connection.in_atomic_block:
        connection.close()
    _thread.file = file
    return None


_outage = Absence("database", lambda: _answers, logging.getLogger(__name__))
