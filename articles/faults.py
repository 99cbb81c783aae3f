"""What the machine or the database refuses, in words for an operator."""

import errno
import os
import re

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_NO_SPACE = gettext_lazy("there is no space left on the disk")
_READ_ONLY = gettext_lazy("it can only be read, not written to")
_NO_RIGHTS = gettext_lazy("this user has no right to do that")
_UNREACHABLE = gettext_lazy("it cannot be reached")
_BUSY = gettext_lazy("others are writing to it, and went on for too long: try again")
_DAMAGED = gettext_lazy("the file is damaged, or no database")
_MACHINE = {
    errno.EACCES: _NO_RIGHTS,
    errno.EPERM: _NO_RIGHTS,
    errno.EROFS: _READ_ONLY,
    errno.ENOSPC: _NO_SPACE,
    errno.EDQUOT: _NO_SPACE,
    errno.ENOENT: gettext_lazy("there is no such file or folder"),
    errno.EEXIST: gettext_lazy("it is there already"),
    errno.EISDIR: gettext_lazy("this is a folder, not a file"),
    errno.ENOTDIR: gettext_lazy("this is not a folder"),
    errno.EIO: gettext_lazy("the disk does not work: input/output error"),
    errno.EMFILE: gettext_lazy("too many files are open"),
    errno.ENAMETOOLONG: gettext_lazy("the name is too long"),
    errno.ECONNREFUSED: _UNREACHABLE,
}
# The second word of SQLite's names of errors, and PostgreSQL's SQLSTATE or the beginning of it.
_DATABASE = {
    "READONLY": _READ_ONLY,
    "25006": _READ_ONLY,
    "FULL": _NO_SPACE,
    "53100": _NO_SPACE,
    "PERM": _NO_RIGHTS,
    "42501": _NO_RIGHTS,
    "CANTOPEN": gettext_lazy("the file cannot be opened"),
    "NOTADB": _DAMAGED,
    "CORRUPT": _DAMAGED,
    "BUSY": _BUSY,
    "55P03": _BUSY,
    "40P01": _BUSY,
    "53300": gettext_lazy("it has too many connections"),
    "57P": _UNREACHABLE,
    "08": _UNREACHABLE,
}
# Before there is a connection there is no SQLSTATE.
_CONNECTING = [
    (
        "password authentication failed|no password supplied",
        gettext_lazy("it refuses the password"),
    ),
    ('database ".*" does not exist', gettext_lazy("there is no database of this name")),
    (
        'role ".*" does not exist|authentication failed',
        gettext_lazy("it does not let this user in"),
    ),
    ("connect|resolve|host name", _UNREACHABLE),
]


def fault_of_machine(error: OSError) -> str:
    """The file, and what is the matter with it."""
    name = os.fsencode(error.filename or "").decode("utf-8", "backslashreplace")
    return ": ".join(filter(None, [name, reason_of_machine(error)]))


def reason_of_machine(error: OSError) -> str:
    """What is the matter, without a name."""
    return str(_MACHINE.get(error.errno or 0) or error.strerror or error)


def fault_of_database(error: DatabaseError) -> str:
    """That migrations are missing, or else what the database refuses."""
    try:
        fault = fault_of_migrations()
    except DatabaseError:
        fault = ""
    if fault:
        return fault
    return _("database: %s") % _reason_of_database(error)


def _reason_of_database(error: DatabaseError) -> str:
    said = str(error).strip().partition("\n")[0]
    code = _code(error.__cause__)
    for start, words in _DATABASE.items():
        if code.startswith(start):
            return str(words)
    for pattern, words in _CONNECTING if not code else ():
        if re.search(pattern, said):
            return f"{words} ({said})"
    return said


def _code(cause: BaseException | None) -> str:
    name = getattr(cause, "sqlite_errorname", "")
    return name.removeprefix("SQLITE_") or getattr(cause, "sqlstate", None) or ""


def fault_of_migrations() -> str:
    """Whether the tables are older or newer than the code; empty where they are not.

    Raises ``DatabaseError`` where the database does not answer.
    """
    loader = MigrationLoader(connection)
    if fault := _fault_of_version(loader):
        return fault
    if not set(loader.applied_migrations).issuperset(loader.graph.leaf_nodes()):
        return _("the database is not ready: run “manage.py migrate” first")
    return ""


def fault_of_version() -> str:
    """Whether the database has migrations that the code does not know; empty where it has not."""
    return _fault_of_version(MigrationLoader(connection))


def _fault_of_version(loader: MigrationLoader) -> str:
    unknown = set(loader.applied_migrations) - set(loader.disk_migrations)
    if any(label == "articles" for label, _name in unknown):
        return _("the database is of a newer version than the program: upgrade the program")
    return ""
