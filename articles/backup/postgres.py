"""PostgreSQL: ``pg_dump`` and ``pg_restore``, and a snapshot that both sides look at."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from .contents import LEFT_OUT, Ask
from .errors import ProgramFailed, Refused
from .manifest import Table

NAME, FILE = "postgresql", "database.dump"
_DEBIAN = Path("/usr/lib/postgresql")  # keeps the programs of each version off the PATH
_VERSION = re.compile(r"(\d+)(?:\.\d+)?")
# Whatever the settings of server and role are, rows are spelt the same.
_SPELLING = "SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'iso_8601'"


def server() -> str:
    """Which engine it is."""
    return f"PostgreSQL {_server_version()}"


@contextmanager
def dumped(path: Path) -> Iterator[Ask]:
    """Dump the database into the file ``path``; gives what answers queries as of its instant."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        left_out = [f"--exclude-table-data={table}" for table in LEFT_OUT]
        options = [*_PLAIN, f"--snapshot={snapshot}", f"--file={path}", *left_out]
        with _running("pg_dump", "--format=custom", "--compress=1", *options):
            yield ask


def is_empty() -> bool:
    """Whether the database has no table."""
    return not connection.introspection.table_names()


def load(path: Path) -> None:
    """Fill the empty database from the file ``path``, in one transaction."""
    connection.close()
    with _running("pg_restore", *_PLAIN, "--single-transaction", "--exit-on-error", source=path):
        pass
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what the planner knows of the rows is in no dump


def tables(ask: Ask) -> dict[str, Table]:
    """What each table holds."""
    with connection.cursor() as cursor:
        cursor.execute(_SPELLING)
    names = sorted(connection.introspection.table_names())
    return {name: _table(ask, name) for name in names if name not in LEFT_OUT}


def _table(ask: Ask, name: str) -> Table:
    """The digest is a sum, and so says nothing of an order, which rows do not have."""
    digest = "sum(('x' || left(md5(t::text), 15))::bit(60)::bigint)"
    [(count, total)] = ask(f'SELECT count(*), {digest} FROM "{name}" AS t')  # noqa: S608
    return Table(count, f"{int(total or 0):x}")


def ask(sql: str) -> list[tuple]:
    """Ask the database as it is now, or, while it is dumped, as of that instant."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


_PLAIN = ("--no-owner", "--no-privileges")  # the role of another machine may have another name


@contextmanager
def _running(program: str, *options: str, source: Path | None = None) -> Iterator[None]:
    """Run a program on the database while the inside runs, and wait for its end.

    Raises :class:`ProgramFailed` with its first line where it fails, :class:`Refused` behind a
    pooler: what the program sets would stay in a connection that others get.
    """
    if settings.DATABASE_POOL_MODE == "transaction":
        said = _("behind a pooler %s cannot run: let DATABASE_URL lead to PostgreSQL itself here")
        raise Refused(said % program)
    arguments, environment = connection.client.settings_to_cmd_args_env(
        connection.settings_dict, list(options)
    )
    # Of the arguments for ``psql`` the last is the database; the password is in the environment.
    command = [_program(program), *arguments[1:-1], f"--dbname={arguments[-1]}"]
    process = subprocess.Popen(  # noqa: S603 (the program was looked up, its options are ours)
        [*command, *([str(source)] if source else [])],
        env=os.environ | (environment or {}) | {"LC_MESSAGES": "C"},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield
        said = process.communicate()[1].strip()
    except BaseException:
        process.kill()
        process.communicate()
        raise
    if process.returncode:
        raise ProgramFailed(said.partition("\n")[0] or f"{program}: {process.returncode}")


def _server_version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000


def _program(name: str) -> str:
    """The path of a program, of the server's version or else of a newer one."""
    found = {version: path for path in _candidates(name) if (version := _version(path))}
    wanted = _server_version()
    if not found:
        said = _("%(program)s is not there: install postgresql-client-%(version)s")
        raise ProgramFailed(said % {"program": name, "version": wanted})
    fitting = [version for version in sorted(found) if version >= wanted]
    if not fitting:
        said = _(
            "%(program)s is of version %(old)s and the server of %(version)s: install "
            "postgresql-client-%(version)s"
        )
        raise ProgramFailed(said % {"program": name, "old": max(found), "version": wanted})
    return found[fitting[0]]


def _candidates(name: str) -> Iterator[str]:
    yield from map(str, _DEBIAN.glob(f"*/bin/{name}"))
    if path := shutil.which(name):
        yield path


def _version(path: str) -> int | None:
    said = subprocess.run(  # noqa: S603
        [path, "--version"], capture_output=True, text=True, check=False
    )
    match = _VERSION.search(said.stdout)
    return int(match[1]) if match else None
