"""Makes a newsroom of a backup, in an empty place: files first, then the database in one step.

While it works, and if it is broken off, a file in the media folder says so; it may be begun again.
The database comes last and in one transaction: until then nothing looks like a newsroom.
"""

import os
from collections.abc import Callable
from pathlib import Path

from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from .. import media_files
from . import manifest
from .checking import check_fits, damages, differences
from .contents import migrations
from .engines import engine
from .errors import BackupError, Damaged, Refused
from .making import Progress
from .manifest import Manifest, StoredFile
from .store import Store, copied

Report = Callable[[str], object]  # is told each damage, a line


def restore(
    backup: Path,
    store: Store,
    storage: FileSystemStorage,
    *,
    progress: Progress,
    report: Report,
) -> Manifest:
    """Restore ``backup`` into the database that is in use and into ``storage``.

    Raises ``Refused`` unless both are empty, ``BackupError`` where the backup is damaged: then
    ``report`` was told each file, and nothing was written.
    """
    media = Path(storage.location)
    _check_is_empty(media, backup)
    found = manifest.read(backup / manifest.FILE)
    check_fits(found, _known_migrations())
    _check_is_whole(backup, found, store, report)
    media.mkdir(parents=True, exist_ok=True)
    (media / media_files.RESTORING).write_text(backup.name)
    if engine().is_empty():
        _write_files(found, store, storage, progress)
        engine().load(backup / engine().FILE)
    is_as_it_was = migrations(engine().ask) == found.migrations
    if is_as_it_was and (wrong := differences(found)):
        raise BackupError("; ".join(wrong))
    _migrate()
    (media / media_files.RESTORING).unlink()
    return found


def _check_is_empty(media: Path, backup: Path) -> None:
    """What a restore of this backup that was broken off has left is as good as nothing."""
    begun = _begun(media)
    if begun != backup.name and not engine().is_empty():
        said = _("the database %s is not empty: a backup is restored into a new one only")
        raise Refused(said % connection.settings_dict["NAME"])
    if not begun and (name := next(media_files.names(media), None)):
        said = _(
            "%(folder)s is not empty (%(file)s): a backup is restored into an empty folder only"
        )
        raise Refused(said % {"folder": media, "file": name})


def _begun(media: Path) -> str:
    """The name of the backup whose restore was broken off here; empty for none."""
    mark = media / media_files.RESTORING
    return mark.read_text() if mark.exists() else ""


def _known_migrations() -> set[str]:
    return {".".join(key) for key in MigrationLoader(None).disk_migrations}


def _check_is_whole(backup: Path, found: Manifest, store: Store, report: Report) -> None:
    count = 0
    for damage in damages(backup, found, store):
        report(str(damage))
        count += 1
    if count:
        said = _("the backup %(backup)s is damaged: %(count)s files; nothing was restored")
        raise BackupError(said % {"backup": backup.name, "count": count})


def _write_files(
    found: Manifest, store: Store, storage: FileSystemStorage, progress: Progress
) -> None:
    """Those of the backup, with their times; others, of a restore that was broken off, go."""
    for name in list(media_files.names(Path(storage.location))):
        if name not in found.files:
            Path(storage.location, name).unlink()
    for done, (name, stored) in enumerate(found.files.items(), start=1):
        _write_file(Path(storage.path(name)), store.path(stored.sha256), stored)
        progress(done, len(found.files))


def _write_file(target: Path, source: Path, stored: StoredFile) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as file, target.open("wb") as copy:
        if copied(file, copy.write) != stored.sha256:
            raise Damaged(source, _("its checksum is another: the file was changed"))
    os.utime(target, ns=(stored.mtime, stored.mtime))


def _migrate() -> None:
    """Bring an older backup up to this version; one of this version is left as it is."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)
