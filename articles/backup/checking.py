"""Looks into a backup before anything is made of it: is all of it there, and as it was written?"""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from . import manifest
from .engines import engine
from .errors import Damaged, Refused
from .manifest import Manifest, StoredFile
from .store import Store, checksum


def check_fits(found: Manifest, migrations: set[str]) -> None:
    """Raises ``Refused`` for a backup of another engine, or of a newer version of the newsroom.

    ``migrations`` are all that this version has.
    """
    if found.engine != engine().NAME:
        said = _("the backup is of %(theirs)s, and the database here is %(ours)s")
        raise Refused(said % {"theirs": found.server, "ours": engine().NAME})
    if unknown := [name for name in found.migrations if name not in migrations]:
        said = _("the backup is of a newer version (%(version)s, with %(migration)s): install that")
        raise Refused(said % {"version": found.version, "migration": unknown[-1]})


def damages(backup: Path, found: Manifest, store: Store) -> Iterator[Damaged]:
    """Each file of the backup that is not as it was written; all of them are read, each once."""
    yield from _damages(backup / engine().FILE, found.database)
    for stored in sorted({file.sha256: file for file in found.files.values()}.values()):
        yield from _damages(store.path(stored.sha256), stored)


def _damages(path: Path, stored: StoredFile) -> Iterator[Damaged]:
    if not path.is_file():
        yield Damaged(path, _("it is not there"))
    elif path.stat().st_size != stored.size:
        values = {"size": path.stat().st_size, "right": stored.size}
        yield Damaged(path, _("it has %(size)s bytes, not %(right)s") % values)
    elif checksum(path) != stored.sha256:
        yield Damaged(path, _("its checksum is another: the file was changed"))


def differences(found: Manifest) -> list[str]:
    """What the database that is in use has otherwise than the backup: tables, migrations, seal."""
    tables, theirs = engine().tables(engine().ask), found.tables
    names = sorted(tables.keys() | theirs.keys())
    return [
        _("table %(table)s: %(rows)s rows, in the backup %(theirs)s")
        % {"table": name, "rows": _rows(tables, name), "theirs": _rows(theirs, name)}
        for name in names
        if tables.get(name) != theirs.get(name)
    ]


def _rows(tables: dict[str, manifest.Table], name: str) -> int:
    return tables[name].rows if name in tables else 0
