"""Which errors are those of a database that is away, and how it is known to be back."""

import sqlite3

import psycopg
import pytest
from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
    connection,
)

from articles.db import outage
from tests.support.waiting import wait_until


def caused(kind, cause):
    error = kind("words")
    error.__cause__ = cause
    return error


def of_sqlite(name, kind=OperationalError):
    cause = sqlite3.OperationalError("words")
    cause.sqlite_errorname = name
    return caused(kind, cause)


def of_postgresql(state, kind=OperationalError):
    return caused(kind, psycopg.errors.lookup(state)("words"))


@pytest.mark.parametrize(
    "error",
    [
        InterfaceError("connection already closed"),
        caused(OperationalError, psycopg.OperationalError("connection refused")),
        caused(OperationalError, psycopg.errors.ConnectionTimeout("connection timeout expired")),
        *map(of_postgresql, ("08006", "53300", "57P01", "57P02", "57P03", "58030", "53100")),
        *map(of_sqlite, ("SQLITE_CANTOPEN", "SQLITE_IOERR_READ", "SQLITE_READONLY_DBMOVED")),
        *(of_sqlite(name, DatabaseError) for name in ("SQLITE_NOTADB", "SQLITE_CORRUPT")),
    ],
    ids=repr,
)
def test_a_database_that_cannot_work_is_away(error):
    assert outage.is_outage(error)


@pytest.mark.parametrize(
    "error",
    [
        None,
        ValueError("words"),
        ConnectionRefusedError("of a mail server"),
        *map(of_postgresql, ("57014", "55P03", "40P01", "40001")),  # a timeout, locks
        *(of_postgresql("42P01", kind) for kind in (ProgrammingError, DataError, IntegrityError)),
        *map(of_sqlite, ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_ERROR")),
    ],
    ids=repr,
)
def test_a_fault_of_a_query_or_a_lock_is_no_outage(error):
    assert not outage.is_outage(error)


def test_an_outage_ends_when_the_database_answers(migrated, transactional_db, caplog):
    """A connection that broke by itself: one word at its beginning, one at its end."""
    connection.close()
    outage.begin(InterfaceError("the connection is closed\nwith more lines"))
    wait_until(lambda: not outage.is_on())
    said = [record.getMessage() for record in caplog.records]
    assert said[0] == "The database is away: InterfaceError: the connection is closed"
    assert [line.partition(" after")[0] for line in said[1:]] == ["The database is back"]
