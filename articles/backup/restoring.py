"""Makes a newsroom of a backup, in an empty place: files first, then the database in one step.

While it works, and if it is broken off, a file in the media folder says so; it may be begun again.
The database comes last and in one transaction: until then nothing looks like a newsroom.
"""

from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from ..media_files.found import MediaStorage
from ..media_files.own import RESTORING
from . import manifest
from .checking import check_fits, damages, differences
from .contents import migrations
from .engines import engine
from .errors import BackupError, Damaged, Refused
from .making import Progress
from .manifest import Manifest
from .store import Hashed, Store

Report = Callable[[str], object]  # is told each damage, a line


def restore(
    backup: Path,
    store: Store,
    storage: MediaStorage,
    *,
    progress: Progress,
    report: Report,
) -> Manifest:
    """Restore ``backup`` into the database that is in use and into ``storage``.

    Raises ``Refused`` unless both are empty, ``BackupError`` where the backup is damaged: then
    ``report`` was told each file, and nothing was written.
    """
    _check_is_empty(storage, backup)
    found = manifest.read(backup / manifest.FILE)
    check_fits(found, _known_migrations())
    _check_is_whole(backup, found, store, report)
    storage.set_own(RESTORING, backup.name)
    if engine().is_empty():
        _write_files(found, store, storage, progress)
        engine().load(backup / engine().FILE)
    is_as_it_was = migrations(engine().ask) == found.migrations
    if is_as_it_was and (wrong := differences(found)):
        raise BackupError("; ".join(wrong))
    _migrate()
    storage.set_own(RESTORING, "")
    return found


def _check_is_empty(storage: MediaStorage, backup: Path) -> None:
    """What a restore of this backup that was broken off has left is as good as nothing."""
    begun = storage.own(RESTORING)
    if begun != backup.name and not engine().is_empty():
        said = _("the database %s is not empty: a backup is restored into a new one only")
        raise Refused(said % connection.settings_dict["NAME"])
    if not begun and (name := next(storage.names(), None)):
        said = _(
            "%(folder)s is not empty (%(file)s): a backup is restored into an empty folder only"
        )
        raise Refused(said % {"folder": storage.label, "file": name})


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


def _write_files(found: Manifest, store: Store, storage: MediaStorage, progress: Progress) -> None:
    """Those of the backup, with their times; others, of a restore that was broken off, go."""
    for name in list(storage.names()):
        if name not in found.files:
            storage.delete(name)
    for done, (name, stored) in enumerate(found.files.items(), start=1):
        with Hashed(store.path(stored.sha256)) as file:
            storage.put(name, file, stored.mtime)
            if file.sha256 != stored.sha256:
                raise Damaged(file.path, _("its checksum is another: the file was changed"))
        progress(done, len(found.files))


def _migrate() -> None:
    """Bring an older backup up to this version; one of this version is left as it is."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)
