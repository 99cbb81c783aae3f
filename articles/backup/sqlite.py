"""SQLite: its own backup, in one step: the copy is of one instant, and no writer waits for it."""

import hashlib
import marshal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from .contents import LEFT_OUT, Ask
from .manifest import Table

NAME, FILE = "sqlite", "database.sqlite3"
_SPELLING = 2  # of ``marshal``: without references, the same in every Python


def server() -> str:
    """Which engine it is."""
    return f"SQLite {sqlite3.sqlite_version}"


@contextmanager
def dumped(path: Path) -> Iterator[Ask]:
    """Copy the database into the file ``path``; gives what answers queries as of its instant."""
    connection.ensure_connection()
    with connection.wrap_database_errors, closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, whole by itself
        copy.execute("PRAGMA secure_delete = ON")
        for table in set(LEFT_OUT) & _names(copy.execute):
            copy.execute(f"DELETE FROM {table}")  # noqa: S608
        copy.commit()
        yield copy.execute


def is_empty() -> bool:
    """Whether there is no database, or one without a table; none is made by asking."""
    path = Path(connection.settings_dict["NAME"])
    if not path.exists() or not path.stat().st_size:
        return True
    return not connection.introspection.table_names()


def load(path: Path) -> None:
    """Fill the empty database from the file ``path``, in one transaction."""
    connection.ensure_connection()
    source = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    with connection.wrap_database_errors, closing(sqlite3.connect(source, uri=True)) as copy:
        copy.backup(connection.connection)
    connection.close()


def ask(sql: str) -> Iterator[tuple]:
    """Ask the database as it is now; past Django, which makes objects of the values."""
    name = str(connection.settings_dict["NAME"])
    with closing(sqlite3.connect(name, uri=name.startswith("file:"))) as plain:
        yield from plain.execute(sql)


def tables(ask: Ask) -> dict[str, Table]:
    """What each table holds; a virtual one shows what others hold."""
    return {name: _table(ask, name) for name in sorted(_names(ask) - set(LEFT_OUT))}


def _names(ask: Ask) -> set[str]:
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    return {name for (name,) in ask(sql)}


def _table(ask: Ask, name: str) -> Table:
    digest, count = hashlib.sha256(), 0
    for row in ask(f'SELECT * FROM "{name}"'):  # noqa: S608
        digest.update(marshal.dumps(row, _SPELLING))
        count += 1
    return Table(count, digest.hexdigest())
