"""A scratch place to restore into: a database and a folder that are gone afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, ProgrammingError, connection, connections
from django.utils.translation import gettext as _

from ..media_files.disk import DiskStorage
from .errors import Refused

_ALIAS = "drill"


@contextmanager
def scratch_place() -> Iterator[DiskStorage]:
    """Inside, an empty database is in use instead of the newsroom's; gives a storage in a folder.

    On PostgreSQL the role must be allowed to make databases; ``Refused`` says so.
    """
    with (
        tempfile.TemporaryDirectory(prefix="newsroom-drill-") as folder,
        _database(Path(folder)) as name,
        _in_use(name),
    ):
        yield DiskStorage(Path(folder, "media"))


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    """The name of a new database of the engine in use."""
    if connection.vendor == "sqlite":
        yield str(folder / "drill.sqlite3")
        return
    name = f"{connection.settings_dict['NAME']}_drill"
    quoted = connection.ops.quote_name(name)
    _execute(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")  # of a drill that was broken off
    try:
        _execute(f"CREATE DATABASE {quoted} TEMPLATE template0")
    except ProgrammingError as error:
        said = _("the role may not make a database for the drill: ALTER ROLE %s CREATEDB")
        raise Refused(said % connection.settings_dict["USER"]) from error
    try:
        yield name
    finally:
        _execute(f"DROP DATABASE {quoted} WITH (FORCE)")


def _execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@contextmanager
def _in_use(name: str) -> Iterator[None]:
    """Under a name of its own, or a pool of connections would be that of the newsroom."""
    own = connections[DEFAULT_DB_ALIAS]
    scratch = type(own)(own.settings_dict | {"NAME": name}, alias=_ALIAS)
    connections[DEFAULT_DB_ALIAS] = connections[_ALIAS] = scratch
    try:
        yield
    finally:
        scratch.close()
        connections[DEFAULT_DB_ALIAS] = own
        del connections[_ALIAS]
