"""Makes a backup: the database as of one instant, then the files that it has, by their checksums.

What belongs to it are the files that are there when it begins and those that the database names at
its instant; none of them goes before it ends (``articles.media_files``). A file that is as the last
backup has it, by its size and the time of its change, is not read again.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import media_files
from ..media_files.found import MediaStorage
from ..version import VERSION
from . import contents, manifest
from .engines import engine
from .errors import Damaged, Refused
from .folder import Folder
from .manifest import Manifest, StoredFile
from .store import checksum

Progress = Callable[[int, int], None]  # of how many files, how many are done


class Made(NamedTuple):
    """A backup, and how many of its files had to be read."""

    path: Path
    manifest: Manifest
    read: int


def back_up(folder: Folder, storage: MediaStorage, *, keep: int | None, progress: Progress) -> Made:
    """Make a backup in ``folder``, and then leave the last ``keep`` there, or all.

    Raises ``Refused`` while another is made.
    """
    if isinstance(storage, FileSystemStorage):
        media = Path(storage.location).resolve()
        if folder.path.resolve().is_relative_to(media):
            raise Refused(_("%s lies inside the folder of uploaded files") % folder.path)
        media.mkdir(parents=True, exist_ok=True)
    folder.make()
    try:
        with folder.alone(), media_files.files_kept(storage):
            folder.clean()
            try:
                made = _make(folder, storage, progress)
            except BaseException:
                folder.clean()  # the disk may be full
                raise
            folder.clean(keep)
    except media_files.FilesInUse as error:
        raise Refused(_("another backup of these files is at work")) from error
    return made


def _make(folder: Folder, storage: MediaStorage, progress: Progress) -> Made:
    known = _files_of_last(folder)
    before, unchanged = _present(storage, folder, known)
    at = timezone.now()
    partial = folder.begin(at)
    dump = partial / engine().FILE
    with engine().dumped(dump) as ask:
        tables, applied = engine().tables(ask), contents.migrations(ask)
        seal, named = contents.last_seal(ask), set(contents.file_names(ask))
    wanted = named | (before - media_files.pending(storage))
    files, read = copy_files(folder, storage, sorted(wanted), unchanged, progress)
    found = dump.stat()
    made = Manifest(
        at=at.isoformat(),
        version=VERSION,
        engine=engine().NAME,
        server=engine().server(),
        migrations=applied,
        seal=seal,
        tables=tables,
        database=StoredFile(checksum(dump), found.st_size, found.st_mtime_ns),
        files=files,
        missing=sorted(named - files.keys()),
    )
    manifest.write(partial / manifest.FILE, made)
    os.sync()  # whole is what lies on the disk
    return Made(folder.finish(partial), made, read)


def _files_of_last(folder: Folder) -> dict[str, StoredFile]:
    """What the newest backup whose manifest can be read has noted of its files."""
    for path in reversed(folder.backups()):
        try:
            return manifest.read(path / manifest.FILE).files
        except Damaged:
            continue
    return {}


def _present(
    storage: MediaStorage, folder: Folder, known: dict[str, StoredFile]
) -> tuple[set[str], dict[str, StoredFile]]:
    """Names of all files, and those of them that are as the last backup has them."""
    names, unchanged = set(), {}
    for name, found in storage.listing():
        names.add(name)
        stored = known.get(name)
        if (
            stored is not None
            and (found.size, found.changed) == (stored.size, stored.mtime)
            and folder.store.holds(stored)
        ):
            unchanged[name] = stored
    return names, unchanged


def copy_files(
    folder: Folder,
    storage: MediaStorage,
    names: list[str],
    unchanged: dict[str, StoredFile],
    progress: Progress,
) -> tuple[dict[str, StoredFile], int]:
    """The files that are there, by their names, and how many of them were read.

    Those that are ``unchanged`` since the last backup, which has them, are not.
    """
    files, read = {}, 0
    for done, name in enumerate(names, start=1):
        try:
            if name in unchanged:
                files[name] = unchanged[name]
            else:
                files[name] = folder.store.add(storage, name)
                read += 1
        except (FileNotFoundError, IsADirectoryError, SuspiciousFileOperation):
            pass  # a row may name what is not there
        progress(done, len(names))
    return files, read
